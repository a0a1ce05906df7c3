from onrecord.attribution.speakers.folding import fold, initials, name_parts, stem


def test_fold_sets_case_accents_and_apostrophes_aside() -> None:
    assert fold("Séralini") == fold("SERALINI")
    assert fold("O’Hagan") == "o'hagan"


def test_derived_words_share_a_stem() -> None:
    assert stem("Velorian") == stem("Vélorie")
    assert stem("Velland") != stem("Veloria")


def test_hyphens_part_the_words_of_a_name() -> None:
    assert name_parts(("Ri", "Yong-ho")) == name_parts(("Ri", "Yong", "Ho"))
    assert name_parts(("A.", "Terrol")) == ("a", "terrol")


def test_initials_skip_small_words() -> None:
    assert initials(("Federation", "of", "Harrow", "Growers")) == "FHG"
