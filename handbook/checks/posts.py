"""Rules on what posts ask: each post that was read counts, and each criterion has a question for an interview."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault
from handbook.model.handbook import Handbook


def every_post_is_counted(handbook: Handbook) -> Iterator[Fault]:
    """Each post is named by something that posts ask for: else the base of the counts is too large."""
    catalogue = handbook.catalogue
    counted = {post.id for entry in catalogue.post_criteria for post in entry.posts}
    for post in catalogue.posts:
        if post.id not in counted:
            mend = f"Add '{post.id}' under 'posts' in data/post_criteria.yml, or take the post out"
            yield catalogue.written["post", post.id].fault(("id",), f"nothing counts the post '{post.id}'", mend)


def every_criterion_has_an_interview_question(handbook: Handbook) -> Iterator[Fault]:
    """At least one question prepares a reader for each criterion."""
    catalogue = handbook.catalogue
    asked = {question.criterion.id for question in catalogue.interview_questions}
    for criterion in catalogue.criteria:
        if criterion.id not in asked:
            mend = f"Add a question with 'criterion: {criterion.id}' to data/interview_questions.yml"
            written = catalogue.written["criterion", criterion.id]
            yield written.fault(("id",), f"no interview question tests '{criterion.id}'", mend)
