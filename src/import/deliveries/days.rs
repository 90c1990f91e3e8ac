//! How far a delivery has come, and on which days: as its row says, and never further.

use crate::{
    import::{
        cells::{day, is_said},
        problem::Level,
        reading::{Heading, Manner, Place, Report, shown_at, text},
    },
    model::{DeliveryStatus, Status},
    sheet::{
        Row,
        values::{Days, Fault},
    },
};

/// The columns of days and of the status; `None` where the sheet has none.
#[derive(Clone, Debug)]
pub(super) struct DayColumns {
    decided: Option<usize>,
    sent: Option<usize>,
    received: Option<usize>,
    /// A day of which the heading does not say what happened on it.
    pub(super) bare: Option<usize>,
    pub(super) status: Option<usize>,
}

/// What a row says of them.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    pub(super) decided: Option<Days>,
    pub(super) sent: Option<Days>,
    pub(super) received: Option<Days>,
    bare: Option<Days>,
    said: Said,
    /// Whether the day of receipt is one of which nobody says what happened on it.
    pub(super) is_taken_for_receipt: bool,
}

/// What a row says of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    /// Words of which nobody knows what they mean here.
    Unclear,
    Status(DeliveryStatus),
}

impl DayColumns {
    pub(super) fn of(heading: &Heading) -> DayColumns {
        let column = |field| heading.column(field);
        DayColumns {
            decided: column("decided"),
            sent: column("sent"),
            received: column("received"),
            bare: column("date"),
            status: column("status"),
        }
    }

    /// Reads the days of a row, whose status was read already. `None`: something cannot be read, which stands among the problems.
    pub(super) fn read(
        &self,
        row: &Row,
        status: Option<DeliveryStatus>,
        manner: Manner,
        report: &mut Report<'_>,
    ) -> Option<Progress> {
        let days = [self.decided, self.sent, self.received, self.bare].map(|column| day(row, column, manner, report));
        let [decided, sent, received, bare] = days;
        let (decided, sent, received, bare) = (decided?, sent?, received?, bare?);
        if let (Some(sent), Some(received)) = (sent, received)
            && received.end < sent.start
        {
            let sent = format!("is before the day on which it was sent, `{}`", shown_at(row, self.sent));
            let fault = Fault::new(sent, "check both dates");
            report.error(row, self.received, "received_before_sent", &fault);
            return None;
        }
        let said = match status {
            Some(status) => Said::Status(status),
            None if is_said(row, self.status) => Said::Unclear,
            None => Said::Nothing,
        };
        if received.is_some() && matches!(status, Some(DeliveryStatus::Planned | DeliveryStatus::Sent)) {
            self.say_not_received(row, report);
        }
        Some(Progress { decided, sent, received, bare, said, is_taken_for_receipt: false }.with_bare_day())
    }

    fn say_not_received(&self, row: &Row, report: &mut Report<'_>) {
        let (said, value) = (text(row, self.status), shown_at(row, self.received));
        let reason = format!("`{value}` is a day of receipt beside `{said}`; it does not count as received");
        let place = Place { row: row.number, column: self.received };
        report.push(Level::Warning, "status_differs", place, &value, &reason);
    }
}

impl Progress {
    /// Takes the day of which the heading does not say what happened on it for that of the status; of one that nobody said, it is the
    /// day of receipt, for sheets tell of what has come.
    fn with_bare_day(mut self) -> Progress {
        self.is_taken_for_receipt = self.said == Said::Nothing && self.received.is_none() && self.bare.is_some();
        let room = match self.said {
            Said::Nothing | Said::Status(DeliveryStatus::Received) => &mut self.received,
            Said::Status(DeliveryStatus::Sent) => &mut self.sent,
            Said::Status(DeliveryStatus::Planned) => &mut self.decided,
            Said::Status(DeliveryStatus::Returned) | Said::Unclear => return self,
        };
        *room = room.or(self.bare.take());
        self
    }

    /// All days.
    pub(super) fn days(&self) -> [Option<Days>; 4] {
        [self.received, self.sent, self.decided, self.bare]
    }

    /// How far it has come: as said, else as its days and its section tell. `None` where nobody knows: its status is not understood,
    /// or nobody said that of a whole wave.
    pub(super) fn status(&self, section: Status, is_whole_wave: bool) -> Option<DeliveryStatus> {
        let by_days = match (self.sent, self.received) {
            (_, Some(_)) => DeliveryStatus::Received,
            (Some(_), None) => DeliveryStatus::Sent,
            (None, None) if is_whole_wave => return if let Said::Status(said) = self.said { Some(said) } else { None },
            (None, None) => DeliveryStatus::Planned,
        };
        match self.said {
            Said::Status(status) => Some(status),
            Said::Unclear => None,
            Said::Nothing if section == Status::Held => Some(by_days),
            Said::Nothing => Some(DeliveryStatus::Planned),
        }
    }
}
