"""What posts of today ask for: counted and drawn, beside the national rules, and as questions for an interview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.entries import Group
from handbook.model.handbook import Handbook
from handbook.model.posts import In2017, PostCriterion
from macros.templating import render

# What the guide of 2017 has of a line: how its bar looks, and what the legend says.
STYLES: dict[In2017, tuple[str, str]] = {
    "asked": ("medical", "Asked in the guide's specification of 2017"),
    "partly": ("clinical", "There in part: as a prompt, a duty or under a wider heading"),
    "new": ("had", "New since 2017"),
}
ROW, BAR_TOP, TEXT = 3.1, 1.4, 2.3  # em: the height of a row; where its bar and the number beside it begin


@dataclass(frozen=True)
class PostBar:
    """One bar of the chart: what it counts, where it stands in em, and its length in per cent of all posts."""

    entry: PostCriterion
    style: str
    label: float
    top: float
    text: float
    length: float


def posts_chart(handbook: Handbook) -> str:
    """What posts name, as bars from the most named to the least, with the numbers behind: `{{ posts_chart() }}`."""
    base = len(handbook.catalogue.posts)
    found = counted(handbook)
    bars = [
        PostBar(
            entry,
            STYLES[entry.in_2017][0],
            round(index * ROW + 1, 2),
            round(index * ROW + BAR_TOP, 2),
            round(index * ROW + TEXT, 2),
            round(100 * len(entry.posts) / base, 2),
        )
        for index, entry in enumerate(found)
    ]
    return render("posts/posts_chart.html", bars=bars, base=base, height=round(len(bars) * ROW, 2), styles=STYLES)


def counted(handbook: Handbook) -> list[PostCriterion]:
    """What at least one post names, the most named first."""
    named = (entry for entry in handbook.catalogue.post_criteria if entry.posts)
    return sorted(named, key=lambda entry: (-len(entry.posts), entry.short.casefold()))


def posts_not_seen(handbook: Handbook) -> str:
    """What no post names in the part that was read, and what follows from it: `{{ posts_not_seen() }}`."""
    return render(
        "posts/posts_not_seen.html", entries=[each for each in handbook.catalogue.post_criteria if not each.posts]
    )


def posts_table(handbook: Handbook) -> str:
    """Each line with its count, what the guide has of it and the nearest criteria: `{{ posts_table() }}`."""
    base = len(handbook.catalogue.posts)
    return render("posts/posts_table.html", entries=counted(handbook), base=base, styles=STYLES)


def posts_by_criterion(handbook: Handbook) -> str:
    """Each criterion with the posts and the national rules that come close to it: `{{ posts_by_criterion() }}`."""
    catalogue = handbook.catalogue
    rows = []
    for criterion in catalogue.criteria:
        lines = [entry for entry in counted(handbook) if criterion in entry.criteria]
        posts = {post.id for entry in lines for post in entry.posts}
        rules = [rule for rule in catalogue.national_rules if criterion in rule.criteria]
        rows.append((criterion, lines, len(posts), rules))
    return render("posts/posts_by_criterion.html", rows=rows, base=len(catalogue.posts))


def posts_list(handbook: Handbook) -> str:
    """The posts that were read, with dates, pay and the part that was read: `{{ posts_list() }}`."""
    return render("posts/posts_list.html", posts=handbook.catalogue.posts)


def national_rules_table(handbook: Handbook) -> str:
    """National rules with their force, what holds and the nearest criteria: `{{ national_rules_table() }}`."""
    return render("posts/national_rules.html", rules=handbook.catalogue.national_rules)


def interview_questions(handbook: Handbook, group: str) -> str:
    """What a panel may ask, criterion by criterion: `{{ interview_questions('knowledge') }}`."""
    groups = get_args(Group)
    if group not in groups:
        raise MacroError(f"no group '{group}'. {did_you_mean(group, groups)}")
    questions = handbook.catalogue.interview_questions
    criteria = [
        (criterion, [each for each in questions if each.criterion is criterion])
        for criterion in handbook.catalogue.criteria
        if criterion.group == group
    ]
    return render("posts/interview_questions.html", criteria=criteria)
