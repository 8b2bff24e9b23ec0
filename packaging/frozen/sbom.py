"""Writes the bill of materials of the frozen program: CycloneDX, as JSON."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import TYPE_CHECKING, Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from project import NAME, source_date_epoch, version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from frozen.licences import Component

SCHEMA = SchemaVersion.V1_6


def write_sbom(parts: Sequence[Component], path: Path) -> None:
    """Write the parts, of which the first is the program itself."""
    program, *others = [_component(each) for each in parts]
    bom = Bom()
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.datetime.fromtimestamp(source_date_epoch(), datetime.UTC)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAME} {version()} {source_date_epoch()}")
    for each in others:
        bom.components.add(each)
    bom.register_dependency(program, others)
    written: dict[str, Any] = json.loads(
        make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string()
    )
    text = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _component(part: Component) -> BomComponent:
    is_named = part.licence != "see its text"
    licences = [LicenseFactory().make_from_string(part.licence)] if is_named else []
    return BomComponent(
        name=part.name,
        version=part.version,
        type=ComponentType.APPLICATION if part.is_program else ComponentType.LIBRARY,
        bom_ref=part.package_url if part.name != "PyInstaller bootloader" else "bootloader",
        purl=PackageURL.from_string(part.package_url),
        licenses=licences,
    )
