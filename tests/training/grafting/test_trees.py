from training.grafting.trees import cut, insert, join, link_clitics, lower_first, raise_first, tidy
from training.pipelines.conllu import Sentence, read_sentence

CLAUSE = """
1 Elle lui PRON 2 nsubj
2 quitte quitter VERB 0 root
3 la le DET 4 det
4 ville ville NOUN 2 obj
"""
STOP = "4 . . PUNCT 2 punct"
VERB = "1 affirme affirmer VERB 0 root\n2 -il lui PRON 1 nsubj"


def read(rows: str) -> Sentence:
    lines = []
    for row in rows.strip().splitlines():
        number, form, lemma, upos, head, relation = row.split()
        lines.append("\t".join((number, form, lemma, upos, "_", "_", head, relation, "_", "_")))
    return read_sentence(lines)


def heads(sentence: Sentence) -> list[int]:
    return [word.head for word in sentence.words]


def test_join_hangs_roots_on_roots() -> None:
    que = read("1 que que SCONJ 0 root")
    parts = [read(VERB), que, lower_first(read(CLAUSE))]
    whole = join(parts, ["root", "mark", "ccomp"], [-1, 2, 0])
    assert heads(whole) == [-1, 0, 4, 4, 0, 6, 4]
    assert whole.words[4].relation == "ccomp"


def test_insert_keeps_the_arcs_of_the_host() -> None:
    whole = insert(read(CLAUSE), 1, read(VERB), "parataxis")
    assert [word.form for word in whole.words][:3] == ["Elle", "affirme", "-il"]
    assert heads(whole) == [3, 3, 1, -1, 5, 3]


def test_cut_makes_the_head_a_root() -> None:
    part = cut(read(CLAUSE), 2, 3)
    assert part is not None
    assert (part.text, heads(part)) == ("la ville", [1, -1])


def test_tidy_elides_glues_and_drops_double_commas() -> None:
    rows = ("1 que que SCONJ 2 mark", "2 elle lui PRON 0 root", "3 , , PUNCT 2 punct", STOP)
    tidied = tidy(read("\n".join(rows)), lambda form, after: "qu'" if form == "que" else None, " ")
    assert tidied.text == "qu'elle."
    assert heads(tidied) == [1, -1, 1]


def test_clitics_and_capitals() -> None:
    linked = link_clitics(read(VERB), frozenset({"-il"}))
    assert raise_first(tidy(linked, lambda form, after: None, "")).text == "Affirme-t-il"
