/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The precision that a source file computes in. The files of layers, patches and panels are
 * compiled twice, the second time with FOP_SINGLE defined: FopReal is then float instead of double,
 * and names wrapped in FOP_PRECISION() end in _single. Headers rename their own functions so that
 * callers need not wrap them.
 */
#ifdef FOP_SINGLE
typedef float FopReal;
#define FOP_PRECISION(name) name##_single
#define fop_gemm            cblas_sgemm
#else
typedef double FopReal;
#define FOP_PRECISION(name) name
#define fop_gemm            cblas_dgemm
#endif

G_END_DECLS
