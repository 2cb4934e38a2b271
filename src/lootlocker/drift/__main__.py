"""`python -m lootlocker.drift`, the same as `lootlocker-drift`."""

import sys

from ._command import main

sys.exit(main())
