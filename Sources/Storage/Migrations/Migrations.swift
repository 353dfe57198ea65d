// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// The schema: every migration in the order in which it is applied. Append only; see docs/adding/a-migration.md.
///
/// Rules of the portable subset: ids are UUIDs made by the program, kept as TEXT; times are UTC milliseconds in BIGINT;
/// truth values are INTEGER 0 and 1; days are ISO text; empty text is stored as NULL; no SERIAL, no JSON operator, no
/// quoted name.
package enum Migrations {
    package static let all: [Migration] = [
        createPairings, createAccounts, createAudit, createDocuments, createPlans, createFeedback,
        guardDocuments, secureAccounts, chainAudit, dateOrganisations, acceptPrograms, speedPermissions, orderLists,
        guardRecord, publishPlans, createCrosswalk, keepCorrections, createLedgers, createIndicators,
        keepImports, draftImports, dateStandstill, scheduleJobs, sendNotices, createWork, createOrders,
        createRequests, keepMeetings, keepCalendars, findNotices, createFilings, keepAttachments,
        chooseLights, proposeFates, keepFilingFigures, exchangeFiles, keepItemDifferences,
    ]

    /// The migrator of this program.
    package static let migrator = Migrator(all)
}
