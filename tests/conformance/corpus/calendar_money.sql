-- Kimball date dimensions, amortisation, deferred revenue, currencies and tax: the warehouse side of finance.

-- case: kimball_date_dimension
-- fails: column not found
-- note: date_dim: keys as yyyymmdd integers, labels by format_datetime, flags, holidays left joined
WITH d AS (SELECT date_day FROM UNNEST(sequence(DATE '2026-12-28', DATE '2027-01-04', INTERVAL '2' DAY)) AS t(date_day)),
holiday(date_day, holiday_name) AS (VALUES (DATE '2026-12-25', 'Christmas'), (DATE '2027-01-01', 'New Year'))
SELECT CAST(date_format(d.date_day, '%Y%m%d') AS integer) AS date_key, format_datetime(d.date_day, 'EEEE, d MMMM yyyy') AS full_date_description,
  format_datetime(d.date_day, 'EEE') AS day_short, day_of_year(d.date_day) AS day_num_in_year, week(d.date_day) AS week_num, year_of_week(d.date_day) AS week_year,
  'Q' || CAST(quarter(d.date_day) AS varchar) || '-' || format_datetime(d.date_day, 'yy') AS cal_quarter,
  CASE WHEN day_of_week(d.date_day) IN (6, 7) THEN 'Weekend' ELSE 'Weekday' END AS weekday_indicator,
  coalesce(h.holiday_name, 'Not a holiday') AS holiday, d.date_day = last_day_of_month(d.date_day) AS month_end
FROM d LEFT JOIN holiday h USING (date_day)
ORDER BY date_key

-- case: retail_445_calendar
-- note: 4-4-5 periods from the week number by CASE and integer arithmetic
SELECT wk, (wk - 1) / 13 + 1 AS qtr, ((wk - 1) / 13) * 3 + CASE WHEN (wk - 1) % 13 < 4 THEN 1 WHEN (wk - 1) % 13 < 8 THEN 2 ELSE 3 END AS period, DATE '2026-02-01' + (wk - 1) * INTERVAL '7' DAY AS week_start
FROM UNNEST(sequence(1, 52, 8)) AS t(wk) ORDER BY wk

-- case: easter_by_gauss
-- note: Easter Sunday per year with the anonymous Gregorian algorithm in nested subqueries
SELECT y, date_parse(format('%d-%02d-%02d', y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1), '%Y-%m-%d') AS easter
FROM (SELECT *, (a + 11 * h + 22 * l) / 451 AS m FROM (
  SELECT *, (32 + 2 * e + 2 * i - h - k) % 7 AS l FROM (
    SELECT *, (19 * a + b - d - g + 15) % 30 AS h, c / 4 AS i, c % 4 AS k FROM (
      SELECT *, b / 4 AS d, b % 4 AS e, (8 * b + 13) / 25 AS g FROM (
        SELECT y, y % 19 AS a, y / 100 AS b, y % 100 AS c FROM (VALUES 2024, 2025, 2026, 2038) AS t(y))))))
ORDER BY y

-- case: loan_schedule_recursive_decimals
-- fails: missing column aliases
-- note: level payment by pow in doubles cast to cents, interest and principal per period by recursion
WITH RECURSIVE params AS (
  SELECT CAST(1000.00 AS decimal(12,2)) AS principal, 0.01e0 AS r, 6 AS n
), pay AS (SELECT principal, r, n, CAST(round(CAST(principal AS double) * r / (1 - pow(1 + r, -n)), 2) AS decimal(12,2)) AS pmt FROM params),
sched(k, interest, princ, balance, pmt) AS (
  SELECT 0, CAST(0 AS decimal(12,2)), CAST(0 AS decimal(12,2)), principal, pmt FROM pay
  UNION ALL
  SELECT k + 1, CAST(balance * DECIMAL '0.01' AS decimal(12,2)), CAST(pmt - CAST(balance * DECIMAL '0.01' AS decimal(12,2)) AS decimal(12,2)),
    CAST(balance - (pmt - CAST(balance * DECIMAL '0.01' AS decimal(12,2))) AS decimal(12,2)), pmt
  FROM sched WHERE k < 6
)
SELECT k, interest, princ, balance, sum(interest) OVER (ORDER BY k) AS interest_to_date FROM sched ORDER BY k

-- case: loan_closed_form
-- note: balance after k payments without recursion, whole years by sequence steps of 12
SELECT k, round(200000 * (pow(1 + r, 360) - pow(1 + r, k)) / (pow(1 + r, 360) - 1), 2) AS balance, round(200000 * r / (1 - power(1 + r, -360)), 2) AS pmt
FROM UNNEST(sequence(0, 360, 120)) AS s(k) CROSS JOIN (SELECT 0.045e0 / 12 AS r) ORDER BY k

-- case: straight_line_and_ddb_depreciation
-- note: two methods per asset year; declining balance floors at salvage by greatest
WITH assets(a, cost, salvage, life) AS (VALUES ('van', 30000e0, 3000e0, 5), ('pc', 1500e0, 0e0, 3))
SELECT a, y, (cost - salvage) / life AS sl, round(GREATEST(cost * pow(1 - 2e0 / life, y - 1), salvage) - GREATEST(cost * pow(1 - 2e0 / life, y), salvage), 2) AS ddb
FROM assets CROSS JOIN UNNEST(sequence(1, life)) AS t(y) ORDER BY a DESC, y

-- case: deferred_revenue_waterfall
-- note: invoices spread by months with rounding put into the last month
WITH inv(id, starts, months, amount) AS (VALUES (1, DATE '2026-01-01', 3, DECIMAL '100.00'), (2, DATE '2026-02-15', 2, DECIMAL '0.05')),
x AS (SELECT id, date_trunc('month', date_add('month', i - 1, starts)) AS m, i, months, amount, round(amount / months, 2) AS part FROM inv CROSS JOIN UNNEST(sequence(1, months)) AS s(i))
SELECT m, sum(CASE WHEN i = months THEN amount - part * (months - 1) ELSE part END) AS recognised,
  (SELECT sum(amount) FROM inv) - sum(sum(CASE WHEN i = months THEN amount - part * (months - 1) ELSE part END)) OVER (ORDER BY m) AS deferred
FROM x GROUP BY m ORDER BY m

-- case: fx_rate_carry_over_weekend
-- note: rate of the day or the last known before by a correlated max_by subquery, triangulated by USD
WITH fx(d, ccy, to_usd) AS (VALUES (DATE '2026-01-02', 'EUR', 1.10), (DATE '2026-01-05', 'EUR', 1.12), (DATE '2026-01-02', 'SEK', 0.0951)),
tx(id, d, ccy, amt) AS (VALUES (1, DATE '2026-01-03', 'EUR', 100.00), (2, DATE '2026-01-05', 'SEK', 1000.00), (3, DATE '2026-01-01', 'EUR', 5.00), (4, DATE '2026-01-06', 'USD', 7.77))
SELECT tx.id, tx.amt, CASE tx.ccy WHEN 'USD' THEN 1 ELSE (SELECT max_by(fx.to_usd, fx.d) FROM fx WHERE fx.ccy = tx.ccy AND fx.d <= tx.d) END AS rate,
  round(tx.amt * CASE tx.ccy WHEN 'USD' THEN 1 ELSE (SELECT max_by(fx.to_usd, fx.d) FROM fx WHERE fx.ccy = tx.ccy AND fx.d <= tx.d) END, 2) AS usd
FROM tx ORDER BY tx.id

-- case: vat_from_gross_by_line_and_total
-- note: tax rounded per line against tax of the total, half cents, decimals of growing scale
SELECT invoice, sum(round(gross - gross / (1 + rate), 2)) AS by_line, round(sum(gross - gross / (1 + rate)), 2) AS by_total, sum(gross * rate) AS exact, count(DISTINCT rate) AS rates
FROM (VALUES ('i1', 0.99, 0.19), ('i1', 0.99, 0.19), ('i1', 10.00, 0.07), ('i2', -5.95, 0.19)) AS l(invoice, gross, rate)
GROUP BY invoice ORDER BY invoice

-- case: trial_balance_hierarchy
-- note: account numbers rolled to parents by prefixes, debits and credits apart, check in one row
WITH gl(acct, amt) AS (VALUES ('1000', 500.00), ('1010', -120.00), ('4000', -380.00), ('1010', 0.00))
SELECT prefix, sum(amt) FILTER (WHERE amt > 0) AS debit, -sum(amt) FILTER (WHERE amt < 0) AS credit, sum(amt) AS net
FROM gl CROSS JOIN UNNEST(transform(sequence(0, 4), i -> rpad(substr(acct, 1, i), 4, 'x'))) AS u(prefix)
GROUP BY prefix HAVING count(DISTINCT acct) > 1 OR prefix NOT LIKE '%x%'
ORDER BY prefix DESC

-- case: ytd_and_prior_year_same_period
-- note: year to date and the prior year's by partition on month with lag over years
SELECT y, m, amt, sum(amt) OVER (PARTITION BY y ORDER BY m) AS ytd, lag(amt) OVER (PARTITION BY m ORDER BY y) AS py, format('%+.1f%%', 100 * (amt / lag(amt) OVER (PARTITION BY m ORDER BY y) - 1)) AS growth
FROM (SELECT year(d) AS y, month(d) AS m, sum(v) AS amt FROM (VALUES (DATE '2025-01-15', 10e0), (DATE '2025-02-01', 20e0), (DATE '2026-01-31', 12.5e0), (DATE '2026-02-28', 15e0), (DATE '2026-03-01', 1e0)) AS t(d, v) GROUP BY year(d), month(d))
ORDER BY y, m

-- case: next_business_day_settlement
-- note: T+2 by nth element of a filtered sequence
SELECT d, filter(sequence(d + INTERVAL '1' DAY, d + INTERVAL '10' DAY, INTERVAL '1' DAY), x -> day_of_week(x) <= 5)[2] AS t2, format_datetime(d, 'E') AS dow
FROM UNNEST(sequence(DATE '2026-07-01', DATE '2026-07-05')) AS t(d) ORDER BY d

-- case: npv_and_payback
-- note: present values by position, payback year by min FILTER over a running sum
SELECT round(sum(cf / pow(1.08, t)), 4) AS npv, min(t) FILTER (WHERE cum >= 0) AS payback, count_if(cum < 0) AS red_years, sum(cf) AS undiscounted
FROM (SELECT cf, t - 1 AS t, sum(cf) OVER (ORDER BY t) AS cum FROM UNNEST(ARRAY[-1000, 300, 400, 500, 100]) WITH ORDINALITY AS u(cf, t))

-- case: allocate_cost_by_largest_remainder
-- note: integers allocated so that they add up: floor plus one for the largest fractions
WITH w(dept, weight) AS (VALUES ('a', 1), ('b', 1), ('c', 1), ('d', 4)),
s AS (SELECT dept, 100e0 * weight / sum(weight) OVER () AS exact FROM w),
f AS (SELECT dept, exact, CAST(floor(exact) AS integer) AS base, row_number() OVER (ORDER BY exact - floor(exact) DESC, dept) AS r FROM s)
SELECT dept, base + IF(r <= 100 - (SELECT sum(base) FROM f), 1, 0) AS alloc FROM f ORDER BY dept

-- case: duration_months_as_interval
-- note: year-month intervals: added, compared, cast to text, month ends clipped
SELECT d, d + INTERVAL '1' MONTH AS m1, d + INTERVAL '1-1' YEAR TO MONTH AS y1, d - INTERVAL '1' YEAR AS ly, CAST(INTERVAL '14' MONTH AS varchar) AS txt, INTERVAL '2' YEAR > INTERVAL '23' MONTH AS gt, 3 * INTERVAL '5' MONTH AS x
FROM (VALUES DATE '2024-02-29', DATE '2025-12-31') AS t(d) ORDER BY d

-- case: invalid_calendar_date
-- fails: 29 February of a common year as a text cast
SELECT CAST(y || '-02-29' AS date) AS leap FROM (VALUES '2024', '2025') AS t(y) ORDER BY 1

-- case: date_plus_integer
-- fails: dates are moved by intervals, not by numbers
SELECT invoice_date + 30 AS due_date FROM (VALUES DATE '2026-01-01') AS t(invoice_date)
