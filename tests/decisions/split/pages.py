"""Addresses and words of the pages under test."""

import re
from html import unescape

from django.urls import reverse

from calculator.scenarios.models import Scenario

LEVEL = {"funding": "level_funded", "surplus_returned": "50%", "stop_loss_deductible": "60,000"}


def address(saved: Scenario) -> str:
    return reverse("decisions:show-split", args=[saved.token])


def text(response) -> str:
    plain = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", plain.replace("\u2060", ""))
