"""``python -m huanqing``."""

from huanqing.bootstrap import main

raise SystemExit(main())
