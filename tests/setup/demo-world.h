/* demo-world.h - the demo provider, as a world for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo/demo.h"
#include "net/network.h"

PtlNetwork *demo_world_new (PtlDemo *demo);
