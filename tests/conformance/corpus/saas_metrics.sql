-- Subscriptions, billing and product usage of a software company: revenue movements, churn, seats, trials, cohorts.

-- case: arr_by_plan_and_region_with_share
-- note: two aggregation levels joined back with USING, share of region as a decimal
WITH subs(sub_id, account, plan, region, mrr) AS (
  VALUES ('s1', 'acme', 'pro', 'EU', DECIMAL '120.00'),
         ('s2', 'bolt', 'basic', 'EU', DECIMAL '30.00'),
         ('s3', 'cado', 'pro', 'US', DECIMAL '199.99'),
         ('s4', 'dune', 'basic', 'US', DECIMAL '25.00'),
         ('s5', 'acme', 'basic', 'EU', DECIMAL '15.50'),
         ('s6', 'echo', 'free', NULL, DECIMAL '0.00')
),
by_plan AS (
  SELECT region, plan, sum(mrr) * 12 AS arr, count(DISTINCT account) AS accounts
  FROM subs
  GROUP BY region, plan
),
by_region AS (
  SELECT region, sum(mrr) * 12 AS region_arr
  FROM subs
  GROUP BY region
)
SELECT region, p.plan, p.arr, p.accounts, round(100 * p.arr / r.region_arr, 1) AS pct_of_region
FROM by_plan p
JOIN by_region r USING (region)
ORDER BY region, pct_of_region DESC, p.plan

-- case: monthly_status_matrix
-- note: months spined against contracts with open ends, states counted by FILTER
WITH contracts(id, start_d, end_d) AS (
  VALUES (1, DATE '2025-11-05', DATE '2026-01-31'),
         (2, DATE '2025-12-31', CAST(NULL AS date)),
         (3, DATE '2026-01-01', DATE '2026-01-15'),
         (4, DATE '2026-02-28', NULL)
),
months AS (
  SELECT m AS month_start, last_day_of_month(m) AS month_end
  FROM UNNEST(sequence(DATE '2025-11-01', DATE '2026-03-01', INTERVAL '1' MONTH)) AS t(m)
)
SELECT month_start,
       count(*) FILTER (WHERE c.start_d < month_start AND coalesce(c.end_d, DATE '9999-12-31') > month_end) AS carried,
       count(*) FILTER (WHERE c.start_d BETWEEN month_start AND month_end) AS started,
       count(*) FILTER (WHERE c.end_d BETWEEN month_start AND month_end) AS ended,
       count(c.id) AS touched
FROM months
LEFT JOIN contracts c
  ON c.start_d <= month_end
 AND coalesce(c.end_d, DATE '9999-12-31') >= month_start
GROUP BY month_start
ORDER BY month_start

-- case: net_revenue_retention_full_join
-- note: base month against current by FULL JOIN USING, movements by CASE, NRR at the end
WITH invoices(acct, month, amount) AS (
  VALUES ('a', '2026-01', 100), ('a', '2026-02', 150), ('b', '2026-01', 80), ('b', '2026-02', 60),
         ('c', '2026-01', 40), ('d', '2026-02', 20), ('e', '2026-01', 10), ('e', '2026-02', 10)
),
base AS (SELECT acct, amount AS before FROM invoices WHERE month = '2026-01'),
curr AS (SELECT acct, amount AS after FROM invoices WHERE month = '2026-02'),
moves AS (
  SELECT acct, coalesce(before, 0) AS before, coalesce(after, 0) AS after,
         CASE
           WHEN before IS NULL THEN 'new'
           WHEN after IS NULL THEN 'churn'
           WHEN after > before THEN 'expansion'
           WHEN after < before THEN 'contraction'
           ELSE 'flat'
         END AS movement
  FROM base FULL JOIN curr USING (acct)
)
SELECT movement, count(*) AS accounts, sum(after - before) AS delta,
       array_agg(acct ORDER BY acct) AS who
FROM moves
GROUP BY movement
UNION ALL
SELECT 'nrr_pct', count(*), 100 * sum(after) / sum(before), NULL
FROM moves
WHERE before > 0
ORDER BY movement

-- case: trial_conversion_days_distribution
-- note: days from trial start to first payment, median by ranking, unconverted trials kept
WITH trials(acct, started) AS (
  VALUES ('a', DATE '2026-01-01'), ('b', DATE '2026-01-03'), ('c', DATE '2026-01-03'), ('d', DATE '2026-01-20'), ('e', DATE '2026-02-01')
),
payments(acct, paid_at, usd) AS (
  VALUES ('a', TIMESTAMP '2026-01-14 23:59:59.999', 9.0), ('a', TIMESTAMP '2026-02-14 00:00:00.000', 9.0),
         ('b', TIMESTAMP '2026-01-03 08:00:00.000', 9.0), ('d', TIMESTAMP '2026-02-20 12:00:00.000', 19.0)
),
conv AS (
  SELECT t.acct, t.started, date_diff('day', t.started, CAST(min(p.paid_at) AS date)) AS days_to_pay
  FROM trials t LEFT JOIN payments p ON p.acct = t.acct
  GROUP BY t.acct, t.started
)
SELECT date_trunc('month', started) AS cohort,
       count(*) AS trials,
       count(days_to_pay) AS converted,
       min(days_to_pay) AS fastest,
       max(days_to_pay) AS slowest,
       CAST(count(days_to_pay) AS double) / count(*) AS rate
FROM conv
GROUP BY 1
ORDER BY 1

-- case: seat_utilisation_alerts
-- note: aggregated seats joined to purchased ones, integer percent, label, HAVING on a ratio
WITH seats(acct, bought) AS (VALUES ('acme', 10), ('bolt', 3), ('cado', 0), ('dune', 7)),
users(acct, email, last_seen) AS (
  VALUES ('acme', 'a@acme', DATE '2026-03-01'), ('acme', 'b@acme', DATE '2026-01-01'), ('acme', 'c@acme', NULL),
         ('bolt', 'x@bolt', DATE '2026-03-02'), ('bolt', 'y@bolt', DATE '2026-03-03'), ('bolt', 'z@bolt', DATE '2026-03-03'), ('cado', 'q@cado', NULL)
)
SELECT s.acct, s.bought, count(u.email) AS assigned,
       count_if(u.last_seen >= DATE '2026-02-15') AS active,
       count(u.email) * 100 / nullif(s.bought, 0) AS used_pct,
       CASE WHEN s.bought = 0 THEN 'no seats'
            WHEN count(u.email) * 100 / s.bought >= 100 THEN 'upsell'
            WHEN count_if(u.last_seen >= DATE '2026-02-15') = 0 THEN 'dormant'
            ELSE 'ok' END AS flag
FROM seats s LEFT JOIN users u ON u.acct = s.acct
GROUP BY s.acct, s.bought
ORDER BY used_pct DESC NULLS LAST, s.acct

-- case: weekly_retention_pivot
-- note: retention triangle as columns, weeks by integer division of days, percent as text
WITH signups(uid, d) AS (
  VALUES (1, DATE '2026-01-05'), (2, DATE '2026-01-06'), (3, DATE '2026-01-11'), (4, DATE '2026-01-12'), (5, DATE '2026-01-18')
),
activity(uid, d) AS (
  VALUES (1, DATE '2026-01-05'), (1, DATE '2026-01-13'), (1, DATE '2026-01-20'), (2, DATE '2026-01-06'), (2, DATE '2026-01-21'),
         (3, DATE '2026-01-18'), (4, DATE '2026-01-12'), (4, DATE '2026-01-19'), (4, DATE '2026-01-19'), (5, DATE '2026-01-18')
),
wk AS (
  SELECT date_trunc('week', s.d) AS cohort, s.uid, date_diff('day', s.d, a.d) / 7 AS wk
  FROM signups s LEFT JOIN activity a ON a.uid = s.uid AND a.d >= s.d
)
SELECT cohort,
       count(DISTINCT uid) AS size,
       count(DISTINCT CASE WHEN wk = 0 THEN uid END) AS w0,
       count(DISTINCT CASE WHEN wk = 1 THEN uid END) AS w1,
       count(DISTINCT CASE WHEN wk = 2 THEN uid END) AS w2,
       concat(CAST(count(DISTINCT CASE WHEN wk = 1 THEN uid END) * 100 / count(DISTINCT uid) AS varchar), '%') AS w1_pct
FROM wk
GROUP BY cohort
ORDER BY cohort

-- case: feature_adoption_top2_per_plan
-- note: windows over aggregates, dense_rank then filter then another order
SELECT plan, feature, users, rnk
FROM (
  SELECT plan, feature, count(DISTINCT uid) AS users,
         dense_rank() OVER (PARTITION BY plan ORDER BY count(DISTINCT uid) DESC) AS rnk
  FROM (VALUES ('pro', 'export', 1), ('pro', 'export', 2), ('pro', 'api', 1), ('pro', 'api', 3), ('pro', 'sso', 2),
               ('free', 'export', 9), ('free', 'export', 9), ('free', 'share', 8), ('free', 'share', 7)) AS e(plan, feature, uid)
  GROUP BY plan, feature
) ranked
WHERE rnk <= 2
ORDER BY rnk, plan DESC, feature

-- case: dunning_attempts_latest
-- note: last attempt per invoice by max_by over a row, fields of the row dereferenced
WITH attempts(invoice, n, outcome, at) AS (
  VALUES ('in_1', 1, 'declined', TIMESTAMP '2026-01-01 00:00:00'), ('in_1', 2, 'declined', TIMESTAMP '2026-01-04 00:00:00'),
         ('in_1', 3, 'paid', TIMESTAMP '2026-01-09 06:30:00'), ('in_2', 1, 'declined', TIMESTAMP '2026-01-02 00:00:00'), ('in_3', 1, 'paid', TIMESTAMP '2026-01-02 00:00:00')
)
SELECT invoice, count(*) AS tries,
       max_by(CAST(ROW(outcome, at) AS ROW(outcome varchar, at timestamp(3))), n).outcome AS last_outcome,
       max(at) - min(at) AS span,
       bool_or(outcome = 'paid') AS recovered
FROM attempts
GROUP BY invoice
ORDER BY recovered DESC, invoice

-- case: mrr_running_by_month
-- note: running total over grouped rows with a month-over-month change in one select
SELECT month, net_new,
       sum(net_new) OVER (ORDER BY month) AS mrr,
       net_new - lag(net_new, 1, 0) OVER (ORDER BY month) AS diff
FROM (
  SELECT date_format(d, '%Y-%m') AS month, sum(amount) AS net_new
  FROM (VALUES (DATE '2026-01-03', 500), (DATE '2026-01-30', -120), (DATE '2026-02-11', 80), (DATE '2026-04-01', -10), (DATE '2026-04-01', 0)) AS t(d, amount)
  GROUP BY date_format(d, '%Y-%m')
)
ORDER BY month

-- case: board_report_of_the_quarter
-- note: six CTEs: months, opening, movements, closing, then a tall report with labels and formatted values
WITH ev(acct, d, kind, delta) AS (
  VALUES ('a', DATE '2025-12-10', 'new', DECIMAL '100.00'),
         ('b', DATE '2026-01-05', 'new', DECIMAL '40.00'),
         ('a', DATE '2026-01-20', 'expansion', DECIMAL '25.50'),
         ('b', DATE '2026-02-11', 'contraction', DECIMAL '-10.00'),
         ('c', DATE '2026-02-11', 'new', DECIMAL '60.00'),
         ('b', DATE '2026-03-31', 'churn', DECIMAL '-30.00')
),
months AS (
  SELECT m FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-03-01', INTERVAL '1' MONTH)) AS s(m)
),
opening AS (
  SELECT months.m, coalesce(sum(ev.delta), 0) AS mrr
  FROM months LEFT JOIN ev ON ev.d < months.m
  GROUP BY months.m
),
moves AS (
  SELECT date_trunc('month', d) AS m,
         coalesce(sum(delta) FILTER (WHERE kind = 'new'), 0) AS new_mrr,
         coalesce(sum(delta) FILTER (WHERE kind IN ('expansion', 'contraction')), 0) AS net_change,
         coalesce(sum(delta) FILTER (WHERE kind = 'churn'), 0) AS churned
  FROM ev
  GROUP BY date_trunc('month', d)
),
wide AS (
  SELECT o.m, o.mrr AS opening, mv.new_mrr, mv.net_change, mv.churned,
         o.mrr + coalesce(mv.new_mrr + mv.net_change + mv.churned, 0) AS closing
  FROM opening o LEFT JOIN moves mv ON mv.m = o.m
),
tall AS (
  SELECT w.m, t.pos, t.label, t.amt
  FROM wide w
  CROSS JOIN UNNEST(ARRAY['Opening', 'New', 'Change', 'Churn', 'Closing'],
                    ARRAY[w.opening, w.new_mrr, w.net_change, w.churned, w.closing]) WITH ORDINALITY AS t(label, amt, pos)
)
SELECT date_format(m, '%b') AS month, label, format('%,10.2f', amt) AS shown,
       round(100 * amt / first_value(amt) OVER (PARTITION BY m ORDER BY pos), 1) AS pct_of_opening
FROM tall
ORDER BY m, pos

-- case: churn_reason_percentages
-- note: percent of all rows by a window over the count, blank reasons folded
SELECT coalesce(nullif(trim(reason), ''), 'unknown') AS reason,
       count(*) AS n,
       round(100.0 * count(*) / sum(count(*)) OVER (), 2) AS pct
FROM (VALUES 'price', ' price', '', NULL, 'missing feature', 'price ', '  ') AS t(reason)
GROUP BY coalesce(nullif(trim(reason), ''), 'unknown')
ORDER BY n DESC, reason

-- case: accounts_without_owner_or_login
-- note: two anti joins, one by NOT EXISTS and one by LEFT JOIN with IS NULL
WITH accounts(id, name, owner) AS (VALUES (1, 'acme', 'ann'), (2, 'bolt', NULL), (3, 'cado', 'zed'), (4, 'dune', 'ann'), (5, 'echo', 'bob')),
staff(name, active) AS (VALUES ('ann', true), ('bob', false)),
logins(account_id, at) AS (VALUES (1, TIMESTAMP '2026-01-02 03:04:05'), (1, TIMESTAMP '2026-01-03 03:04:05'), (3, NULL), (NULL, TIMESTAMP '2026-01-01 00:00:00'))
SELECT a.id, a.name, a.owner
FROM accounts a
LEFT JOIN logins l ON l.account_id = a.id
WHERE l.account_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.name = a.owner AND s.active)
ORDER BY a.id

-- case: usage_overage_charges
-- note: graduated tiers priced through a cross join with GREATEST and LEAST
WITH tiers(lo, hi, price) AS (VALUES (0, 1000, DECIMAL '0.0000'), (1000, 10000, DECIMAL '0.0020'), (10000, 2147483647, DECIMAL '0.0015')),
usage(acct, calls) AS (VALUES ('a', 500), ('b', 1000), ('c', 1001), ('d', 25000), ('e', NULL))
SELECT u.acct, u.calls, sum(GREATEST(LEAST(u.calls, t.hi) - t.lo, 0) * t.price) AS charge
FROM usage u CROSS JOIN tiers t
GROUP BY u.acct, u.calls
ORDER BY charge DESC NULLS LAST, u.acct

-- case: resurrected_customers
-- note: months between payments by lag, a gap of more than one marks a comeback
WITH pay(c, m) AS (
  VALUES ('x', DATE '2025-10-01'), ('x', DATE '2025-11-01'), ('x', DATE '2026-02-01'),
         ('y', DATE '2025-12-01'), ('y', DATE '2026-01-01'), ('z', DATE '2025-01-01'), ('z', DATE '2026-01-01')
)
SELECT m, c, gap - 1 AS months_away
FROM (
  SELECT c, m, date_diff('month', lag(m) OVER (PARTITION BY c ORDER BY m), m) AS gap
  FROM pay
) g
WHERE gap > 1
ORDER BY m, c

-- case: customer_health_score
-- note: weighted score of booleans and ranges with NULL-safe defaults, quartile by ntile
WITH m(acct, nps, logins, tickets, overdue) AS (
  VALUES ('a', 9, 40, 0, false), ('b', NULL, 3, 5, true), ('c', 6, 12, 1, NULL), ('d', 10, 0, 0, false), ('e', 2, 25, 9, false)
),
scored AS (
  SELECT acct,
         coalesce(nps, 5) * 4
         + LEAST(logins, 30)
         - 3 * tickets
         - IF(overdue, 20, 0) AS score
  FROM m
)
SELECT acct, score, ntile(3) OVER (ORDER BY score DESC, acct) AS tercile,
       score >= (SELECT avg(score) FROM scored) AS above_avg
FROM scored
ORDER BY score DESC, acct

-- case: alias_used_in_where
-- fails: the alias of the select list isn't known to WHERE
SELECT acct, mrr * 12 AS arr
FROM (VALUES ('a', 10), ('b', 200)) AS t(acct, mrr)
WHERE arr > 500
ORDER BY arr

-- case: paying_days_by_recursive_renewals
-- note: renewals generated by a recursive term per subscription till an end date
WITH RECURSIVE subs(id, start_d, months, until) AS (
  VALUES ('s1', DATE '2025-10-31', 1, DATE '2026-03-01'), ('s2', DATE '2026-01-01', 3, DATE '2026-12-31')
),
renewals(id, n, d, months, start_d, until) AS (
  SELECT id, 0, start_d, months, start_d, until FROM subs
  UNION ALL
  SELECT id, n + 1, date_add('month', (n + 1) * months, start_d), months, start_d, until
  FROM renewals
  WHERE date_add('month', (n + 1) * months, start_d) <= until
)
SELECT id, n, d, lead(d) OVER (PARTITION BY id ORDER BY n) AS next_d,
       date_diff('day', d, coalesce(lead(d) OVER (PARTITION BY id ORDER BY n), until)) AS days
FROM renewals
ORDER BY id, n

-- case: nps_by_segment_with_total
SELECT coalesce(segment, 'ALL') AS label,
       count(*) AS answers,
       (count_if(score >= 9) - count_if(score <= 6)) * 100 / count(score) AS nps
FROM (VALUES ('smb', 10), ('smb', 9), ('smb', 3), ('ent', 8), ('ent', 6), ('ent', NULL)) AS t(segment, score)
GROUP BY ROLLUP (segment)
ORDER BY grouping(segment), label
