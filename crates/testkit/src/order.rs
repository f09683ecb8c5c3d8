//! One order, and the item it is stored as.

use std::sync::Arc;

use crate::calendar::{HOUR_MS, push_date, push_iso};
use crate::catalogue::{CITIES, Catalogue, City, PEOPLE, STREETS};
use crate::change::Oddity;
use crate::json::{
    Attributes, push_base64, push_cents, push_fraction, push_number, push_padded, push_texts,
};

/// How long an order may stay unpaid before it is due to expire.
pub(crate) const UNPAID_MS: u64 = 4 * HOUR_MS;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    New,
    Paid,
    Packed,
    Shipped,
    Delivered,
    Cancelled,
    Returned,
}

impl Status {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Paid => "paid",
            Self::Packed => "packed",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Returned => "returned",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Become(Status),
    /// Someone of the staff puts a label on it.
    Label,
    /// The time to live removes it.
    Expire,
    /// A person removes it.
    Erase,
    /// And puts it back.
    Restore,
}

pub(crate) struct Line {
    pub(crate) product: usize,
    pub(crate) quantity: u64,
    /// Hundredths of the order's currency for one piece.
    pub(crate) price_cents: u64,
}

/// What only some orders have.
#[derive(Default)]
pub(crate) struct Extras {
    pub(crate) person: Option<usize>,
    pub(crate) street: Option<(usize, u64)>,
    pub(crate) names: bool,
    pub(crate) gift: bool,
    pub(crate) weighed: bool,
    pub(crate) discount_cents: u64,
    pub(crate) coupons: Vec<u64>,
    pub(crate) labels: Vec<&'static str>,
    pub(crate) device: Option<usize>,
    pub(crate) campaign: bool,
    pub(crate) payment: Option<u64>,
    pub(crate) signature: Option<String>,
    pub(crate) touched: bool,
    /// Handled by the service that also writes when it touched an order.
    pub(crate) clocked: bool,
}

pub(crate) struct Order {
    pub(crate) id: u64,
    pub(crate) customer: u64,
    pub(crate) status: Status,
    pub(crate) created_ms: u64,
    pub(crate) touched_ms: u64,
    pub(crate) version: u64,
    pub(crate) city: usize,
    pub(crate) lines: Vec<Line>,
    pub(crate) extras: Extras,
    /// Which odd attribute it has, if any.
    pub(crate) odd: Option<(Oddity, usize)>,
    pub(crate) image: Option<Arc<str>>,
    pub(crate) next: Step,
}

pub(crate) fn push_id(out: &mut String, id: u64) {
    out.push_str("O-");
    push_padded(out, id, 10);
}

pub(crate) fn write_image(
    out: &mut String,
    order: &Order,
    catalogue: &Catalogue,
    binary_twice: bool,
) {
    let City {
        name,
        postal_code,
        country,
        currency,
        rate_e9,
    } = &CITIES[order.city];
    let extras = &order.extras;
    let total: u64 = order.lines.iter().map(|l| l.price_cents * l.quantity).sum();
    let shipping_cents = if total > 50_000 { 0 } else { 495 };
    let amount_cents = total - extras.discount_cents + shipping_cents;
    let pieces: u64 = order.lines.iter().map(|l| l.quantity).sum();
    let misfit = match order.odd {
        Some((Oddity::Misfit, at)) => Some(at),
        _ => None,
    };
    let undeclared = match order.odd {
        Some((Oddity::Undeclared, at)) => Some(at),
        _ => None,
    };

    let mut image = Attributes::open(out);
    image.text("OrderID", "S", |out| push_id(out, order.id));
    image.text("CustomerID", "S", |out| {
        out.push_str("C-");
        push_padded(out, order.customer, 6);
    });
    image.string("Status", order.status.name());
    match misfit {
        Some(0) => image.string("CreatedAt", "yesterday, about noon"),
        _ => image.number("CreatedAt", order.created_ms),
    }
    match misfit {
        Some(1) => image.string("Amount", "on request"),
        // A third decimal place does not fit decimal(12,2).
        Some(2) => image.text("Amount", "N", |out| {
            push_fraction(out, amount_cents * 10 + 5, 3)
        }),
        _ => image.cents("Amount", amount_cents),
    }
    if *currency != "USD" || order.id % 10 < 3 {
        image.string("Currency", currency);
    }
    image.raw("Items", "L", |out| {
        out.push('[');
        for (at, line) in order.lines.iter().enumerate() {
            out.push_str(if at == 0 { r#"{"M":"# } else { r#",{"M":"# });
            let product = catalogue.product(line.product);
            let mut item = Attributes::open(out);
            item.string("product_id", &product.id);
            if extras.names {
                item.string("name", &product.name);
            }
            match misfit {
                Some(3) => item.string("quantity", "two"),
                _ => item.number("quantity", line.quantity),
            }
            item.cents("price", line.price_cents);
            if undeclared == Some(3) {
                item.string("bundle", "B-0017");
            }
            item.close();
            out.push('}');
        }
        out.push(']');
    });
    image.map("Shipping", |address| {
        if let Some(person) = extras.person {
            address.string("name", PEOPLE[person]);
        }
        if let Some((street, number)) = extras.street {
            address.text("street", "S", |out| {
                out.push_str(STREETS[street]);
                out.push(' ');
                push_number(out, number);
            });
        }
        address.string("city", name);
        if extras.street.is_some() || order.id % 10 < 3 {
            address.string("postal_code", postal_code);
        }
        address.string("country", country);
        if undeclared == Some(2) {
            address.number("floor", order.id % 20);
        }
    });
    match misfit {
        Some(4) => image.text("ItemCount", "N", |out| {
            push_fraction(out, pieces * 10 + 5, 1)
        }),
        _ if order.id % 10 < 2 => image.number("ItemCount", pieces),
        _ => {}
    }
    image.number("Version", order.version);
    if order.status == Status::New {
        image.number("ExpiresAt", (order.created_ms + UNPAID_MS) / 1_000);
    }
    if extras.clocked {
        image.text("UpdatedAt", "S", |out| push_iso(out, order.touched_ms));
    }
    if order.id.is_multiple_of(8) {
        image.text("OrderDate", "S", |out| push_date(out, order.created_ms));
    }
    if *rate_e9 != 1_000_000_000 && order.id.is_multiple_of(5) {
        image.text("ExchangeRate", "N", |out| {
            push_fraction(out, rate_e9 + order.id % 1_000_003, 9);
        });
    }
    write_extras(&mut image, order, catalogue, binary_twice);
    match undeclared {
        Some(0) => image.string("GiftMessage", "Happy birthday 🎂, see you in \\\"Łódź\\\""),
        Some(1) => image.number("LoyaltyPoints", amount_cents / 100),
        _ => {}
    }
    image.close();
}

fn write_extras(
    image: &mut Attributes<'_>,
    order: &Order,
    catalogue: &Catalogue,
    binary_twice: bool,
) {
    let extras = &order.extras;
    if extras.discount_cents > 0 {
        image.cents("Discount", extras.discount_cents);
        image.raw("CouponIDs", "NS", |out| {
            let texts: Vec<String> = extras.coupons.iter().map(u64::to_string).collect();
            push_texts(out, &texts);
        });
    }
    if extras.gift {
        image.raw("IsGift", "BOOL", |out| out.push_str("true"));
    }
    if extras.weighed {
        let grams: u64 = order
            .lines
            .iter()
            .map(|l| catalogue.product(l.product).grams * l.quantity)
            .sum();
        image.text("WeightKg", "N", |out| push_fraction(out, grams, 3));
    }
    if !extras.labels.is_empty() {
        image.raw("Tags", "SS", |out| push_texts(out, &extras.labels));
    }
    if extras.device.is_some() || extras.campaign {
        image.map("Attributes", |facts| {
            if let Some(device) = extras.device {
                facts.string("device", ["phone", "desktop", "tablet"][device]);
            }
            if extras.campaign {
                facts.string("campaign", "autumn-2026");
            }
        });
    }
    if let Some(reference) = extras.payment {
        image.map("Payment", |payment| {
            payment.string(
                "provider",
                ["stripe", "adyen", "klarna"][(reference % 3) as usize],
            );
            payment.text("fee", "N", |out| push_cents(out, 29 + reference % 400));
            payment.raw("captured", "BOOL", |out| out.push_str("true"));
        });
    }
    if let Some(signature) = &extras.signature {
        image.text("Signature", "B", |out| {
            if binary_twice {
                push_base64(out, signature.as_bytes());
            } else {
                out.push_str(signature);
            }
        });
    }
}
