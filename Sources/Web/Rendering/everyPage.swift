// SPDX-License-Identifier: Apache-2.0

/// Every page of the program, so that each is rendered once at start.
let everyPage: [any PageModel.Type] = [
    ErrorPage.self, StartPage.self, SetUpPage.self, SetUpClosedPage.self, SetUpDonePage.self, SignInPage.self,
    InvitationPage.self, PasswordPage.self, AccountPage.self, SignInCodePage.self, ConfirmationPage.self,
    TokensPage.self, SecondFactorPage.self, RecoveryCodesPage.self, AccessPage.self, ReachPage.self,
    FeedbackPage.self, FeedbackSentPage.self, ReferencePage.self, ProblemPage.self, OwnHistoryPage.self,
    ReceivedFeedbackPage.self,
    PairingsPage.self, PairingPage.self, DocumentsPage.self, DocumentPage.self, MissingDocumentsPage.self,
    AccuracyPage.self, DraftPage.self, AdoptionPage.self, PlanPage.self,
    ComparisonPage.self, PublishedPlanPage.self, LikenessPage.self, TasksPage.self, TaskPage.self,
    CollisionPage.self,
    OrganisationsPage.self,
    OrganisationPage.self, PeoplePage.self, PersonPage.self, HandedLinkPage.self, HandOverPage.self,
    CrosswalkPage.self, PairingCrosswalkPage.self, ClausePage.self, CrosswalkCellPage.self, ReferencePlanPage.self,
    ContactsPage.self, ContactPage.self, ImportPage.self,
    LedgersPage.self, LedgerAboutPage.self, LedgerPage.self, NewEntryPage.self, EntryCheckPage.self,
    SheetImportStartPage.self, SheetImportPage.self,
    EntryDetailPage.self, CellPage.self, IndicatorsPage.self, IndicatorPage.self, FigurePage.self,
    PeriodsPage.self, PeriodPage.self,
    NoticesPage.self, NoticeChoicesPage.self, RobotsPage.self, JobsPage.self,
    YearPlansPage.self, YearPlanPage.self, ItemPage.self, ItemImportPage.self, GanttPage.self, LightsPage.self,
    CyclesPage.self, CyclePage.self, FilingPage.self, RollUpPage.self, RollUpRowsPage.self,
    OrdersPage.self, NewOrderPage.self, OrderPage.self,
    DayPage.self, LeaderPage.self, LeaderRowsPage.self, RequestsPage.self, NewRequestPage.self, RequestPage.self,
    MeetingsPage.self, MeetingPage.self, CalendarPage.self,
    RecordPage.self,
]
