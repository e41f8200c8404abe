"""What people told: the case studies, their comparison, and the remarks by topic."""

from __future__ import annotations

from typing import get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.entries import Topic
from handbook.model.handbook import Handbook
from macros.mentions import find
from macros.templating import render

TOPIC_TITLES = {
    "why": "Why become a medical director",
    "the-job": "The job",
    "the-board": "The board",
    "skills": "Skills",
    "the-step-up": "The step up",
    "on-the-job": "Learning on the job",
    "mentoring": "Mentors",
    "performance-concerns": "Performance concerns",
    "resilience": "Resilience",
    "taught-programmes": "Taught programmes",
    "development": "Development opportunities",
    "quality-improvement": "Quality improvement",
    "finance": "Value and finance",
    "systems": "System leadership",
    "colleges": "Royal colleges",
    "charities": "Healthcare charities",
    "mix-of-skills": "The mix of skills",
    "quality-and-money": "Quality when money is short",
    "managers-and-doctors": "Managers and doctors",
    "time": "Time for the job",
    "say-in-decisions": "A say in decisions",
}


def case_study(handbook: Handbook, id: str) -> str:
    """One case study in full: `{{ case_study('karen-slade') }}`."""
    return render("stories/case_study.html", story=find(handbook.catalogue, "case_study", id))


def case_study_comparison(handbook: Handbook) -> str:
    """The case studies side by side, those told last first: `{{ case_study_comparison() }}`."""
    newest_first = sorted(handbook.catalogue.case_studies, key=lambda story: story.as_told, reverse=True)
    return render("stories/case_study_comparison.html", stories=newest_first)


def voices(handbook: Handbook, topic: str = "") -> str:
    """Remarks in reported speech: `{{ voices('resilience') }}`; without a topic, all of them with anchors."""
    topics = get_args(Topic)
    if topic and topic not in topics:
        raise MacroError(f"no topic '{topic}'. {did_you_mean(topic, topics)}")
    found = [voice for voice in handbook.catalogue.voices if topic in ("", voice.topic)]
    if not found:
        raise MacroError(f"nobody speaks about '{topic}'. Choose another topic, or take the macro away")
    if topic:
        return render("stories/voices.html", voices=found)
    groups = [(TOPIC_TITLES[name], [voice for voice in found if voice.topic == name]) for name in topics]
    return render("stories/voices_by_topic.html", groups=[(title, group) for title, group in groups if group])
