// SPDX-License-Identifier: Apache-2.0

/// Returns an .xlsx workbook with one worksheet per sheet.
package func writeXLSX(_ sheets: [Sheet]) throws(SheetError) -> [UInt8] { throw .noSheet }

/// Writes an .xlsx workbook to the path: the file is there whole or not at all.
package func writeXLSX(_ sheets: [Sheet], to path: String) throws(SheetError) { throw .noSheet }
