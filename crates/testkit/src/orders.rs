//! The life of orders: placed, paid, packed, shipped; some cancelled, some erased, some never paid and expired.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use crate::calendar::{Calendar, DAY_MS, HOUR_MS};
use crate::catalogue::{CITIES, Catalogue, PEOPLE, STREETS};
use crate::change::{Change, Kind, Oddity};
use crate::json::random_base64;
use crate::order::{Extras, Line, Order, Status, Step, UNPAID_MS, push_id, write_image};
use crate::rng::Rng;
use crate::shop::{Envelope, Life, Options};

const MINUTE_MS: u64 = 60_000;

/// An order waiting for its next step. Ordered by when, then by number, which makes the order total.
struct Pending {
    due_ms: u64,
    order: Box<Order>,
}

impl Pending {
    fn rank(&self) -> (u64, u64) {
        (self.due_ms, self.order.id)
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

pub(crate) struct Orders {
    catalogue: Catalogue,
    undeclared_ppm: u32,
    misfit_ppm: u32,
    binary_twice: bool,
    customers: u64,
    serial: u64,
    pending: BinaryHeap<Reverse<Pending>>,
    scratch: String,
}

impl Orders {
    /// The shop at the start of the first day, with the orders that earlier days left open.
    pub(crate) fn new(options: &Options, calendar: &Calendar, changes: u64, rng: &mut Rng) -> Self {
        let mut shop = Self {
            catalogue: Catalogue::new(),
            undeclared_ppm: options.undeclared_ppm,
            misfit_ppm: options.misfit_ppm,
            binary_twice: options.envelope == Envelope::Kinesis,
            customers: changes / 12 + 20,
            serial: 48_211,
            pending: BinaryHeap::new(),
            scratch: String::with_capacity(2_048),
        };
        let start_ms = calendar.start_ms();
        for _ in 0..changes / 8 {
            let age_ms = rng.between(HOUR_MS, 4 * DAY_MS);
            let mut order = shop.place(start_ms - age_ms, rng);
            order.status = *rng.pick(&[
                Status::New,
                Status::Paid,
                Status::Packed,
                Status::Packed,
                Status::Shipped,
                Status::Shipped,
                Status::Shipped,
            ]);
            order.version = 1 + order.status as u64;
            let next = match order.status {
                Status::New => Step::Expire,
                Status::Paid => Step::Become(Status::Packed),
                Status::Packed => Step::Become(Status::Shipped),
                _ => Step::Become(Status::Delivered),
            };
            shop.redraw(&mut order);
            order.next = next;
            // Most of them early on, while the new orders are still too young for their next steps.
            let part = rng
                .below(changes)
                .min(rng.below(changes))
                .min(rng.below(changes));
            let due_ms = calendar.moment_ms(part.into(), changes.into());
            shop.pending.push(Reverse(Pending { due_ms, order }));
        }
        shop
    }

    fn place(&mut self, now_ms: u64, rng: &mut Rng) -> Box<Order> {
        self.serial += 1;
        let cities = CITIES.len() as u64;
        let city = rng.below(cities).min(rng.below(cities)) as usize;
        let rate_e9 = CITIES[city].rate_e9;
        let pieces = *rng.pick(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
        let lines: Vec<Line> = (0..pieces)
            .map(|_| {
                let product = self.catalogue.pick(rng);
                let usd = self.catalogue.product(product).price_cents;
                Line {
                    product,
                    quantity: *rng.pick(&[1, 1, 1, 1, 2, 2, 3, 6]),
                    price_cents: (u128::from(usd) * u128::from(rate_e9) / 1_000_000_000) as u64,
                }
            })
            .collect();
        let total: u64 = lines.iter().map(|l| l.price_cents * l.quantity).sum();
        let mut extras = Extras {
            person: rng
                .chance(220_000)
                .then(|| rng.below(PEOPLE.len() as u64) as usize),
            names: rng.chance(60_000),
            gift: rng.chance(60_000),
            weighed: rng.chance(100_000),
            device: rng.chance(60_000).then(|| rng.below(3) as usize),
            campaign: rng.chance(30_000),
            clocked: rng.chance(60_000),
            ..Extras::default()
        };
        if extras.person.is_some() {
            extras.street = Some((
                rng.below(STREETS.len() as u64) as usize,
                rng.between(1, 180),
            ));
        }
        if rng.chance(90_000) {
            extras.discount_cents = total / 10;
            extras.coupons = (0..rng.between(1, 2))
                .map(|n| 70_000_000_000 + 2 * rng.below(5_000) + n)
                .collect();
        }
        if rng.chance(50_000) {
            extras.signature = Some(random_base64(rng));
        }
        let odd = if rng.chance(self.undeclared_ppm) {
            Some((Oddity::Undeclared, rng.below(4) as usize))
        } else if rng.chance(self.misfit_ppm) {
            Some((Oddity::Misfit, rng.below(5) as usize))
        } else {
            None
        };
        Box::new(Order {
            // Multiplying by a number without common factors scrambles the serial and keeps it unique.
            id: self.serial * 7_368_787_609 % 10_000_000_000,
            customer: rng.below(self.customers).min(rng.below(self.customers)),
            status: Status::New,
            created_ms: now_ms - rng.between(5, 900),
            touched_ms: now_ms,
            version: 1,
            city,
            lines,
            extras,
            odd,
            image: None,
            next: Step::Expire,
        })
    }

    /// Writes the order's image anew.
    fn redraw(&mut self, order: &mut Order) {
        self.scratch.clear();
        write_image(&mut self.scratch, order, &self.catalogue, self.binary_twice);
        order.image = Some(Arc::from(self.scratch.as_str()));
    }

    /// Decides what the order does next, and when; a finished order is let go.
    fn plan(&mut self, mut order: Box<Order>, now_ms: u64, rng: &mut Rng) {
        let roll = rng.below(100);
        let (next, from, to) = match (order.status, order.image.is_some()) {
            (_, false) if roll < 6 => (Step::Restore, 20, 200),
            (Status::New, true) if roll < 80 => (Step::Become(Status::Paid), 2, 40),
            (Status::New, true) if roll < 89 => (Step::Become(Status::Cancelled), 10, 180),
            (Status::New, true) => {
                let late_ms = rng.between(5, 90) * MINUTE_MS;
                order.next = Step::Expire;
                let due_ms = (order.created_ms + UNPAID_MS).max(now_ms) + late_ms;
                self.pending.push(Reverse(Pending { due_ms, order }));
                return;
            }
            (Status::Paid, true) if roll < 10 && !order.extras.touched => (Step::Label, 5, 60),
            (Status::Paid, true) if roll >= 96 => (Step::Become(Status::Cancelled), 10, 120),
            (Status::Paid, true) => (Step::Become(Status::Packed), 40, 300),
            (Status::Packed, true) => (Step::Become(Status::Shipped), 30, 240),
            (Status::Shipped, true) => (Step::Become(Status::Delivered), 9 * 60, 40 * 60),
            (Status::Delivered, true) if roll < 3 => {
                (Step::Become(Status::Returned), 5 * 60, 60 * 60)
            }
            (Status::Cancelled, true) if roll < 25 => (Step::Erase, 20, 240),
            _ => return,
        };
        order.next = next;
        let due_ms = now_ms + rng.between(from * MINUTE_MS, to * MINUTE_MS);
        self.pending.push(Reverse(Pending { due_ms, order }));
    }

    fn take_step(&mut self, order: &mut Order, now_ms: u64, rng: &mut Rng) -> Change {
        let old = order.image.take();
        let mut expired = false;
        match order.next {
            Step::Become(status) => {
                order.status = status;
                if status == Status::Paid && rng.chance(80_000) {
                    order.extras.payment = Some(rng.below(1 << 40));
                }
            }
            Step::Label => {
                order.extras.touched = true;
                order.extras.labels = vec!["fragile"];
                if rng.chance(500_000) {
                    order.extras.labels.push("vip");
                }
            }
            Step::Expire => expired = true,
            Step::Erase | Step::Restore => {}
        }
        let kind = match order.next {
            Step::Expire | Step::Erase => Kind::Remove,
            Step::Restore => Kind::Insert,
            Step::Become(_) | Step::Label => Kind::Modify,
        };
        if kind != Kind::Remove {
            order.version += 1;
            order.touched_ms = now_ms;
            self.redraw(order);
        }
        change(order, kind, old, expired)
    }
}

impl Life for Orders {
    fn next(&mut self, now_ms: u64, rng: &mut Rng) -> Change {
        // New orders come at every hour, so that what is due cannot use up a quiet one.
        let place = rng.chance(220_000);
        let due = |pending: &Reverse<Pending>| pending.0.due_ms <= now_ms;
        let step = !place && self.pending.peek().is_some_and(due);
        if step && let Some(Reverse(Pending { mut order, .. })) = self.pending.pop() {
            let made = self.take_step(&mut order, now_ms, rng);
            self.plan(order, now_ms, rng);
            return made;
        }
        let mut order = self.place(now_ms, rng);
        self.redraw(&mut order);
        let made = change(&order, Kind::Insert, None, false);
        self.plan(order, now_ms, rng);
        made
    }
}

fn change(order: &Order, kind: Kind, old: Option<Arc<str>>, expired: bool) -> Change {
    let mut key = String::with_capacity(12);
    push_id(&mut key, order.id);
    Change {
        kind,
        keys: format!(r#"{{"OrderID":{{"S":"{key}"}}}}"#),
        key,
        old,
        new: order.image.clone(),
        expired,
        oddity: order.odd.map_or(Oddity::None, |(oddity, _)| oddity),
    }
}
