//! What is printed.

#[derive(Default)]
pub struct Table {
    rates: Vec<(&'static str, &'static str, f64)>,
    budgets: Vec<Budget>,
}

/// A measured value against what it must be and should be.
pub struct Budget {
    pub what: &'static str,
    pub value: f64,
    pub must: f64,
    pub aim: f64,
    /// True when less is better.
    pub at_most: bool,
}

impl Table {
    pub fn rates(&mut self, data: &'static str, rates: &[(&'static str, f64)]) {
        self.rates
            .extend(rates.iter().map(|&(way, rate)| (data, way, rate)));
    }

    pub fn budget(&mut self, budget: Budget) {
        self.budgets.push(budget);
    }

    pub fn print(&self) {
        println!(
            "{:<36} {:<44} {:>12} {:>9}",
            "records", "way", "records/s", "of floor"
        );
        let mut floor = 0.0;
        for (data, way, rate) in &self.rates {
            if *way == crate::ways::FLOOR {
                floor = *rate;
            }
            println!("{data:<36} {way:<44} {rate:>12.0} {:>9.3}", rate / floor);
        }
        println!(
            "\n{:<54} {:>8} {:>8} {:>8}  ",
            "budget", "measured", "must", "aim"
        );
        for Budget {
            what,
            value,
            must,
            aim,
            at_most,
        } in &self.budgets
        {
            let reaches = |bound: f64| {
                if *at_most {
                    *value <= bound
                } else {
                    *value >= bound
                }
            };
            let verdict = if reaches(*aim) {
                "aim"
            } else if reaches(*must) {
                "ok"
            } else {
                "MISSED"
            };
            println!("{what:<54} {value:>8.2} {must:>8.2} {aim:>8.2}  {verdict}");
        }
    }
}
