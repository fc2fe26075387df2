"""__init__.py - the window from outside: as a screen reader reads it and a keyboard drives it

SPDX-License-Identifier: GPL-3.0-or-later
"""
