"""The questions of a theme, read from an address that anybody may write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.catalogue.questions import answers_from, questions
from xiaoer.packs.schema import Form

FORM = Form.model_validate({
    "key": "ask",
    "title": "问一问",
    "pages": [
        {
            "key": "first",
            "title": "第一页",
            "fields": [
                {"key": "cooks", "title": "做热菜", "kind": "yes_no"},
                {"key": "area", "title": "多大", "kind": "decimal"},
                {"key": "seats", "title": "几张桌", "kind": "integer", "when": "answers.cooks == true"},
                {
                    "key": "where", "title": "在哪", "kind": "choice",
                    "options": [{"value": "street", "title": "街边"}, {"value": "mall", "title": "商场"}],
                },
            ],
        },
        {
            "key": "second",
            "title": "第二页",
            "when": 'answers.where == "mall"',
            "fields": [{"key": "mall", "title": "哪家", "kind": "text"}],
        },
    ],
})  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ({"cooks": "yes", "area": "120.5", "seats": "3", "where": "mall"},
         {"cooks": True, "area": 120.5, "seats": 3, "where": "mall"}),
        ({"cooks": "no", "area": "120"}, {"cooks": False, "area": 120}),
        ({"cooks": "maybe", "area": "很大", "where": "moon"}, {}),
        ({"area": " 12\x00 ", "where": ""}, {"area": 12}),
    ],
)  # fmt: skip
def test_answers_are_read_and_what_cannot_be_counts_as_not_given(sent, read):
    found = answers_from(FORM, sent)
    assert {key: value for key, value in found.items() if value is not None} == read


def asked(**answers) -> list[str]:
    return [q.field.key for q in questions(FORM, answers)]


def test_only_the_questions_that_the_answers_call_for_are_asked():
    assert asked() == ["cooks", "area", "where"]
    assert asked(cooks=True) == ["cooks", "area", "seats", "where"]
    assert asked(where="mall") == ["cooks", "area", "where", "mall"]


def test_a_question_comes_with_what_was_answered():
    assert [q.value for q in questions(FORM, {"cooks": False})] == [False, None, None]


@given(
    st.dictionaries(st.sampled_from(["cooks", "area", "seats", "where", "mall", "x"]), st.text())
)
def test_no_address_breaks_the_questions(sent):
    answers = answers_from(FORM, sent)
    assert set(answers) == {field.key for field in FORM.fields()}
    assert [q.field.key for q in questions(FORM, answers)]
