"""What macOS is told of the program: its name, its documents, its oldest system."""

from __future__ import annotations

from typing import Any

from project import NAME_ENGLISH, version

IDENTIFIER = "io.github.huanqing.huanqing"
LEDGER_TYPE = "io.github.huanqing.ledger"


def info_plist() -> dict[str, Any]:
    """Return the content of ``Info.plist``."""
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": NAME_ENGLISH,
        "CFBundleDisplayName": NAME_ENGLISH,
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "CFBundlePackageType": "APPL",
        "CFBundleDevelopmentRegion": "zh_CN",
        "CFBundleLocalizations": ["zh_CN", "en"],
        "LSApplicationCategoryType": "public.app-category.finance",
        "LSMinimumSystemVersion": "13.0",
        "LSMultipleInstancesProhibited": False,
        "NSHighResolutionCapable": True,
        # The look follows the system, also into the dark.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "The Huanqing authors, MIT licence",
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": LEDGER_TYPE,
                "UTTypeDescription": "Huanqing ledger",
                "UTTypeConformsTo": ["public.database", "public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["huanqing"],
                    "public.mime-type": ["application/x-huanqing-ledger"],
                },
            }
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Huanqing ledger",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [LEDGER_TYPE],
            }
        ],
    }
