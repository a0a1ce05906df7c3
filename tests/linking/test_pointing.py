from onrecord.linking.pointing import find_pointed
from onrecord.linking.units import read_units
from onrecord.model import Reading, Stance
from tests.linking.writing import write_reading

ASSERTS, NEITHER, DECLINES = Stance.ASSERTS, Stance.NEITHER, Stance.DECLINES


def point(reading: Reading) -> dict[str, str]:
    units = read_units(reading.article.text, reading.article.language)
    contents = {
        each.id: [u for u in units if any(a <= u.start < b for a, b in each.content)]
        for each in reading.statements
    }
    return find_pointed(reading.statements, contents)


TOLD = "Velland said [he had spoken with Ilona Brask by phone for an hour]. "


def test_this_information_is_what_somebody_else_said_last() -> None:
    text = TOLD + "Werrel could not confirm [this information]."
    reading = write_reading(text, [("Velland", ASSERTS), ("Werrel", NEITHER)])
    assert point(reading) == {"s2": "s1"}


def test_an_empty_content_answers_what_was_put_forward() -> None:
    text = TOLD + "Her office declined to comment[]."
    reading = write_reading(text, [("Velland", ASSERTS), ("Brask", DECLINES)])
    assert point(reading) == {"s2": "s1"}


def test_who_answers_twice_answers_the_same() -> None:
    text = (
        TOLD + "Werrel could confirm [no phone talk of Velland with Brask]. "
        "Velland said [prices of wheat would fall by half next year]. "
        "Werrel could not confirm [this information]."
    )
    said = [("Velland", ASSERTS), ("Werrel", NEITHER), ("Velland", ASSERTS), ("Werrel", NEITHER)]
    assert point(write_reading(text, said))["s4"] == "s2"


def test_the_call_is_the_one_that_was_spoken_of() -> None:
    text = (
        "Velland announced [a phone call with Ilona Brask]. "
        "He said [prices of wheat would fall by half next year]. "
        "Werrel neither confirmed nor denied [the call]."
    )
    said = [("Velland", ASSERTS), ("Velland", ASSERTS), ("Werrel", NEITHER)]
    assert point(write_reading(text, said))["s3"] == "s1"


def test_what_cannot_be_confirmed_is_the_inner_content() -> None:
    text = "Werrel said [he could not confirm [the phone call of Oskar Velland with Ilona Brask]]."
    reading = write_reading(text, [("Werrel", NEITHER), ("Werrel", NEITHER)])
    assert point(reading) == {"s1": "s2"}


def test_a_content_that_speaks_for_itself_points_nowhere() -> None:
    reading = write_reading(TOLD, [("Velland", ASSERTS)])
    assert point(reading) == {}
