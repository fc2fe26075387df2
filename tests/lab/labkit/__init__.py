"""__init__.py - the parts of the lab: real mail servers in namespaces of their own

SPDX-License-Identifier: GPL-3.0-or-later
"""
