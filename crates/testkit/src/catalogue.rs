//! What the shop sells and where it ships: the same for every seed.

use crate::rng::Rng;

pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) category: &'static str,
    /// US cents for one piece.
    pub(crate) price_cents: u64,
    pub(crate) grams: u64,
    /// How readily a view becomes a cart addition, per million.
    pub(crate) appeal_ppm: u32,
}

pub(crate) struct City {
    pub(crate) name: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) country: &'static str,
    pub(crate) currency: &'static str,
    /// Units of the currency per US dollar, in billionths.
    pub(crate) rate_e9: u64,
}

const fn city(
    name: &'static str,
    postal_code: &'static str,
    country: &'static str,
    currency: &'static str,
    rate_e9: u64,
) -> City {
    City {
        name,
        postal_code,
        country,
        currency,
        rate_e9,
    }
}

pub(crate) const CITIES: [City; 16] = [
    city("Berlin", "10115", "DE", "EUR", 861_326_442),
    city("Lyon", "69001", "FR", "EUR", 861_326_442),
    city("Malmö", "211 20", "SE", "SEK", 9_412_307_118),
    city("São Paulo", "01310-100", "BR", "BRL", 5_387_216_904),
    city("Zürich", "8001", "CH", "CHF", 801_449_327),
    city("Łódź", "90-001", "PL", "PLN", 3_649_118_275),
    city("Dublin", "D02 X285", "IE", "EUR", 861_326_442),
    city("東京", "100-0001", "JP", "JPY", 152_871_234_567),
    city("القاهرة", "11511", "EG", "EGP", 47_310_882_409),
    city("Αθήνα", "105 57", "GR", "EUR", 861_326_442),
    city("Austin", "78701", "US", "USD", 1_000_000_000),
    city("Boston", "02108", "US", "USD", 1_000_000_000),
    city("Seattle", "98101", "US", "USD", 1_000_000_000),
    city("Toronto", "M5H 2N2", "CA", "CAD", 1_397_014_553),
    city("London", "EC1A 1BB", "GB", "GBP", 752_198_036),
    city("Chicago", "60601", "US", "USD", 1_000_000_000),
];

pub(crate) const PEOPLE: [&str; 12] = [
    "Ada Novak",
    "Zoë Lindqvist",
    "José Álvarez",
    "Mei Tanaka",
    "Noah Brown",
    "Łukasz Wójcik",
    "Amira Hassan",
    "Iris O’Neill",
    "Olga Petrova",
    "Sam Okafor",
    "Renée Dubois",
    "Jo 🌊 Marsh",
];

pub(crate) const STREETS: [&str; 6] = [
    "Harbour Road",
    "Linden Street",
    "Mill Lane",
    "Rue des Écoles",
    "Station Road",
    "Straße am See",
];

/// Name, cheapest and dearest piece in US cents, typical weight in grams, appeal.
const CATEGORIES: [(&str, u64, u64, u64, u32); 8] = [
    ("books", 699, 4_999, 420, 190_000),
    ("kitchen", 999, 24_999, 1_400, 130_000),
    ("garden", 499, 39_999, 3_200, 105_000),
    ("toys", 599, 12_999, 650, 165_000),
    ("audio", 1_999, 89_999, 900, 70_000),
    ("outdoor", 1_499, 64_999, 2_100, 90_000),
    ("office", 299, 29_999, 800, 120_000),
    ("pets", 399, 8_999, 1_100, 175_000),
];

const TRAITS: [&str; 10] = [
    "Blue", "Compact", "Folding", "Classic", "Quiet", "Bright", "Sturdy", "Little", "Nordic",
    "Everyday",
];

const THINGS: [&str; 12] = [
    "Lantern", "Kettle", "Notebook", "Speaker", "Trowel", "Puzzle", "Backpack", "Lamp", "Bowl",
    "Atlas", "Stool", "Harness",
];

const PRODUCTS: usize = 1_200;

/// All products, the most popular first, and how likely each is to be the one.
pub(crate) struct Catalogue {
    products: Vec<Product>,
    popularity: Vec<u64>,
}

impl Catalogue {
    pub(crate) fn new() -> Self {
        let mut rng = Rng::new(0x5407);
        let mut products = Vec::with_capacity(PRODUCTS);
        let mut popularity = Vec::with_capacity(PRODUCTS);
        let mut total = 0;
        for rank in 0..PRODUCTS {
            let (category, cheapest, dearest, grams, appeal) = *rng.pick(&CATEGORIES);
            let (low, high) = (
                rng.between(cheapest, dearest),
                rng.between(cheapest, dearest),
            );
            // Mostly cheap ones, and prices that end as prices do.
            let price = low.min(high) / 100 * 100 + rng.pick(&[99, 95, 50, 49, 0]);
            products.push(Product {
                id: format!("P-{:04}", (rank * 7_919 + 13) % 10_000),
                name: format!("{} {}", rng.pick(&TRAITS), rng.pick(&THINGS)),
                category,
                price_cents: price.max(99),
                grams: rng.between(grams / 2, grams * 2),
                appeal_ppm: appeal / 2 + rng.below(u64::from(appeal)) as u32,
            });
            // Zipf's law: the second sells half as often as the first, the third a third.
            total += 1_000_000_000 / (rank as u64 + 2);
            popularity.push(total);
        }
        Self {
            products,
            popularity,
        }
    }

    /// A product by its popularity.
    pub(crate) fn pick(&self, rng: &mut Rng) -> usize {
        let total = self.popularity.last().copied().unwrap_or(0);
        let x = rng.below(total);
        self.popularity.partition_point(|&p| p <= x)
    }

    pub(crate) fn product(&self, at: usize) -> &Product {
        &self.products[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn product_numbers_are_unique_and_the_first_sells_best() {
        let catalogue = Catalogue::new();
        let ids: BTreeSet<&str> = catalogue.products.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids.len(), PRODUCTS);
        let mut rng = Rng::new(3);
        let mut sold = vec![0; PRODUCTS];
        for _ in 0..50_000 {
            sold[catalogue.pick(&mut rng)] += 1;
        }
        assert!(sold[0] > 3 * sold[9], "{} {}", sold[0], sold[9]);
        assert!(sold.iter().filter(|&&n| n > 0).count() > PRODUCTS / 2);
    }
}
