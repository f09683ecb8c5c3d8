//! The life of visits: views, some of them into a cart, some of those bought, and now and then a donation at the checkout.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use crate::calendar::{Calendar, DAY_MS, HOUR_MS};
use crate::catalogue::Catalogue;
use crate::change::{Change, Kind, Oddity};
use crate::json::{Attributes, push_hex, push_padded};
use crate::rng::Rng;
use crate::shop::{Life, Options};

const REGIONS: [&str; 4] = ["na", "emea", "apac", "latam"];
const PLATFORMS: [&str; 3] = ["web", "ios", "android"];
/// What a donation at the checkout is for.
const CAUSES: [&str; 3] = ["forests", "schools", "shelters"];
/// Sums that the checkout offers, in US cents; the small ones are picked more often.
const DONATIONS: [u64; 8] = [100, 100, 100, 200, 200, 500, 1_000, 2_500];
const REFERRERS: [&str; 5] = ["search", "newsletter", "partner", "social", "ads"];

/// How the visitors of an hour of the day, UTC, spread over [`REGIONS`]: wherever it is evening, more of them.
fn region(hour: u64, rng: &mut Rng) -> usize {
    let evening = |at: u64| {
        10 + 60u64.saturating_sub(10 * (24 + hour - at).rem_euclid(24).min((24 + at - hour) % 24))
    };
    let weights = [evening(1) * 3, evening(19) * 4, evening(12), evening(23)];
    let mut x = rng.below(weights.iter().sum());
    for (at, weight) in weights.iter().enumerate() {
        if x < *weight {
            return at;
        }
        x -= weight;
    }
    0
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EventType {
    View,
    Cart,
    Purchase,
    Donation,
}

impl EventType {
    fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Cart => "cart",
            Self::Purchase => "purchase",
            Self::Donation => "donation",
        }
    }
}

#[derive(Clone)]
struct Session {
    id: u64,
    user: Option<u64>,
    platform: usize,
    region: usize,
    referrer: Option<usize>,
    variant: Option<bool>,
    /// How far the device's events lag behind, when it was offline.
    lag_ms: u64,
    odd: Option<(Oddity, usize)>,
    events: u64,
    product: usize,
    quantity: u64,
    /// The order that the last purchase led to.
    order: u64,
    /// What is given, and for what.
    donation: (u64, usize),
    next: EventType,
}

struct Pending {
    due_ms: u64,
    session: Box<Session>,
}

impl Pending {
    fn rank(&self) -> (u64, u64) {
        (self.due_ms, self.session.id)
    }
}

impl PartialEq for Pending {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl Eq for Pending {}

impl PartialOrd for Pending {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pending {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

pub(crate) struct Visits {
    catalogue: Catalogue,
    undeclared_ppm: u32,
    misfit_ppm: u32,
    /// People with an account; few enough that many come back.
    users: u64,
    start_ms: u64,
    pending: BinaryHeap<Reverse<Pending>>,
    /// The last event made, which someone may correct.
    last: Option<(Session, u64, Arc<str>)>,
}

impl Visits {
    pub(crate) fn new(options: &Options, calendar: &Calendar, changes: u64) -> Self {
        Self {
            catalogue: Catalogue::new(),
            undeclared_ppm: options.undeclared_ppm,
            misfit_ppm: options.misfit_ppm,
            users: changes / 10 + 100,
            start_ms: calendar.start_ms(),
            pending: BinaryHeap::new(),
            last: None,
        }
    }

    fn arrive(&self, now_ms: u64, rng: &mut Rng) -> Box<Session> {
        let odd = if rng.chance(self.undeclared_ppm) {
            Some((Oddity::Undeclared, 0))
        } else if rng.chance(self.misfit_ppm) {
            Some((Oddity::Misfit, rng.below(2) as usize))
        } else {
            None
        };
        Box::new(Session {
            id: rng.next() >> 16,
            user: rng
                .chance(620_000)
                .then(|| rng.below(self.users).min(rng.below(self.users))),
            platform: *rng.pick(&[0, 0, 0, 1, 1, 2, 2]),
            region: region(now_ms / HOUR_MS % 24, rng),
            referrer: rng.chance(550_000).then(|| rng.below(5) as usize),
            variant: rng.chance(180_000).then(|| rng.chance(500_000)),
            lag_ms: if rng.chance(15_000) {
                rng.between(10 * 60_000, 14 * HOUR_MS)
            } else {
                rng.between(20, 2_500)
            },
            odd,
            events: 0,
            product: self.catalogue.pick(rng),
            quantity: 1,
            order: 0,
            donation: (0, 0),
            next: EventType::View,
        })
    }

    /// Makes the session's next event and plans the one after it.
    fn happen(&mut self, mut session: Box<Session>, now_ms: u64, rng: &mut Rng) -> Change {
        session.events += 1;
        if session.next == EventType::Purchase {
            session.order = (session.id ^ session.events) % 10_000_000_000;
        }
        let image = draw(&session, now_ms, &self.catalogue);
        let made = change(&session, Kind::Insert, None, Some(image.clone()), false);
        self.last = Some(((*session).clone(), now_ms, image));

        let appeal = self.catalogue.product(session.product).appeal_ppm;
        let (happens, next) = match session.next {
            EventType::View if rng.chance(appeal) => (true, EventType::Cart),
            // A tablet at home buys, a phone on the way looks.
            EventType::Cart
                if rng.chance(if session.platform == 0 {
                    420_000
                } else {
                    310_000
                }) =>
            {
                (true, EventType::Purchase)
            }
            EventType::View => (rng.chance(680_000), EventType::View),
            EventType::Cart => (rng.chance(750_000), EventType::View),
            EventType::Purchase if rng.chance(100_000) => (true, EventType::Donation),
            EventType::Purchase | EventType::Donation => (rng.chance(120_000), EventType::View),
        };
        if happens {
            match next {
                EventType::View => session.product = self.catalogue.pick(rng),
                EventType::Cart => session.quantity = *rng.pick(&[1, 1, 1, 2, 3]),
                EventType::Purchase => {}
                EventType::Donation => {
                    session.donation = (
                        *rng.pick(&DONATIONS),
                        rng.below(CAUSES.len() as u64) as usize,
                    );
                }
            }
            session.next = next;
            let due_ms = now_ms + rng.between(4_000, 240_000);
            self.pending.push(Reverse(Pending { due_ms, session }));
        }
        made
    }

    /// An event of a month ago whose time to live has come.
    fn expire(&self, now_ms: u64, rng: &mut Rng) -> Change {
        let then_ms = self.start_ms - 30 * DAY_MS + (now_ms - self.start_ms) % DAY_MS;
        let mut session = self.arrive(then_ms, rng);
        session.odd = None;
        session.events = 1;
        let image = draw(&session, then_ms, &self.catalogue);
        change(&session, Kind::Remove, Some(image), None, true)
    }
}

impl Life for Visits {
    fn next(&mut self, now_ms: u64, rng: &mut Rng) -> Change {
        if rng.chance(6_000) {
            return self.expire(now_ms, rng);
        }
        // Someone corrects an event, which the view of a table of events does not show.
        if rng.chance(500)
            && let Some((mut session, then_ms, old)) = self.last.take()
        {
            session.platform = (session.platform + 1) % PLATFORMS.len();
            let image = draw(&session, then_ms, &self.catalogue);
            return change(&session, Kind::Modify, Some(old), Some(image), false);
        }
        let due = self
            .pending
            .peek()
            .is_some_and(|Reverse(p)| p.due_ms <= now_ms);
        let session = match self.pending.pop() {
            Some(Reverse(pending)) if due => pending.session,
            Some(not_yet) => {
                self.pending.push(not_yet);
                self.arrive(now_ms, rng)
            }
            None => self.arrive(now_ms, rng),
        };
        self.happen(session, now_ms, rng)
    }
}

fn push_session(out: &mut String, session: &Session) {
    out.push_str("s-");
    push_hex(out, session.id, 12);
}

fn change(
    session: &Session,
    kind: Kind,
    old: Option<Arc<str>>,
    new: Option<Arc<str>>,
    expired: bool,
) -> Change {
    let (mut id, mut event) = (String::new(), String::new());
    push_session(&mut id, session);
    push_padded(&mut event, session.events, 4);
    Change {
        kind,
        keys: format!(r#"{{"SessionID":{{"S":"{id}"}},"EventID":{{"S":"{event}"}}}}"#),
        key: format!("{id}/{event}"),
        old,
        new,
        expired,
        oddity: session.odd.map_or(Oddity::None, |(oddity, _)| oddity),
    }
}

fn draw(session: &Session, now_ms: u64, catalogue: &Catalogue) -> Arc<str> {
    let product = catalogue.product(session.product);
    let misfit = match session.odd {
        Some((Oddity::Misfit, at)) => Some(at),
        _ => None,
    };
    let mut out = String::with_capacity(640);
    let mut image = Attributes::open(&mut out);
    image.text("SessionID", "S", |out| push_session(out, session));
    image.text("EventID", "S", |out| push_padded(out, session.events, 4));
    image.string("EventType", session.next.name());
    match misfit {
        Some(0) => image.string("EventTime", "just now"),
        _ => image.number("EventTime", now_ms - session.lag_ms),
    }
    if let Some(user) = session.user {
        image.text("UserID", "S", |out| {
            out.push_str("C-");
            push_padded(out, user, 6);
        });
    }
    let (given_cents, cause) = session.donation;
    let (category, cents) = match session.next {
        EventType::Donation => (CAUSES[cause], given_cents),
        _ => (product.category, product.price_cents),
    };
    if session.next != EventType::Donation {
        image.string("ProductID", &product.id);
    }
    image.string("Category", category);
    match misfit {
        Some(1) => image.string("Price", "free"),
        _ => image.cents("Price", cents),
    }
    if matches!(session.next, EventType::Cart | EventType::Purchase) {
        image.number("Quantity", session.quantity);
    }
    if matches!(session.next, EventType::Purchase | EventType::Donation) {
        image.text("OrderID", "S", |out| {
            out.push_str("O-");
            push_padded(out, session.order, 10);
        });
    }
    image.string("Platform", PLATFORMS[session.platform]);
    image.string("Region", REGIONS[session.region]);
    if let Some(at) = session.referrer {
        image.string("Referrer", REFERRERS[at]);
    }
    if let Some(variant) = session.variant {
        image.map("Experiments", |experiments| {
            experiments.string("checkout-button", if variant { "green" } else { "blue" });
        });
    }
    if matches!(session.odd, Some((Oddity::Undeclared, _))) {
        image.map("Screen", |screen| {
            screen.number("width", 390 + session.id % 3 * 512);
            screen.number("height", 844);
        });
    }
    image.close();
    Arc::from(out)
}
