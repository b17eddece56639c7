"""The tables of the evidence, by subject. Django finds them here."""

from calculator.evidence.models.change import Action, Change
from calculator.evidence.models.literature import Finding, Source
from calculator.evidence.models.market import (
    Claim,
    ClaimFinding,
    MarketEstimate,
    Program,
    ProgramFinding,
)
from calculator.evidence.models.parameters import (
    LensReplacement,
    Parameter,
    ParameterFinding,
    ReplacementFinding,
)
from calculator.evidence.models.record import Link, Record
from calculator.evidence.models.release import Release
from calculator.evidence.models.structure import (
    ClinicalArea,
    DesignFinding,
    DesignOverride,
    DesignUptake,
    Lens,
    LineOfBusiness,
    ProgramDesign,
)
from calculator.evidence.models.upload import Upload

__all__ = [
    "Action",
    "Change",
    "Claim",
    "ClaimFinding",
    "ClinicalArea",
    "DesignFinding",
    "DesignOverride",
    "DesignUptake",
    "Finding",
    "Lens",
    "LensReplacement",
    "LineOfBusiness",
    "Link",
    "MarketEstimate",
    "Parameter",
    "ParameterFinding",
    "Program",
    "ProgramDesign",
    "ProgramFinding",
    "Record",
    "Release",
    "ReplacementFinding",
    "Source",
    "Upload",
]
