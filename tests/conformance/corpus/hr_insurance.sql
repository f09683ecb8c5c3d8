-- HR and payroll, insurance and actuarial work: headcount, tenure, overtime, claim triangles, life tables, premiums earned.

-- case: headcount_by_month_end
-- note: employees in service at each month end, leavers in the month, from hire and termination dates
with emp as (
    select * from (values
        (1, 'Ops', date '2025-11-15', date '2026-02-10'),
        (2, 'Ops', date '2026-01-01', null),
        (3, 'IT', date '2026-02-28', null),
        (4, 'IT', date '2025-06-01', date '2026-01-31')
    ) as e(emp_id, dept, hired, terminated)
),
months as (
    select last_day_of_month(m) as month_end from unnest(sequence(date '2025-12-01', date '2026-03-01', interval '1' month)) as t(m)
)
select
    m.month_end,
    count_if(e.hired <= m.month_end and (e.terminated is null or e.terminated > m.month_end)) as headcount,
    count_if(date_trunc('month', e.terminated) = date_trunc('month', m.month_end)) as leavers,
    array_agg(distinct e.dept order by e.dept) filter (where e.hired <= m.month_end and coalesce(e.terminated, date '9999-12-31') > m.month_end) as depts
from months m
cross join emp e
group by m.month_end
order by m.month_end

-- case: tenure_in_years_and_months
-- note: completed years, left over months and days by chained date_diff and date_add
SELECT emp, y, m, date_diff('day', date_add('month', m, date_add('year', y, hired)), asof) AS d
FROM (
  SELECT emp, hired, asof, y, date_diff('month', date_add('year', y, hired), asof) AS m
  FROM (SELECT emp, hired, DATE '2026-03-01' AS asof, date_diff('year', hired, DATE '2026-03-01') AS y
        FROM (VALUES ('a', DATE '2020-02-29'), ('b', DATE '2025-03-02'), ('c', DATE '2026-03-01'), ('d', DATE '1999-12-31')) AS t(emp, hired)) AS s1
) AS s2
ORDER BY emp

-- case: overtime_over_forty_hours
-- note: weekly hours from clock pairs, first forty at base, rest at 1.5 times, decimals
WITH punches(emp, clock_in, clock_out) AS (
  VALUES ('a', TIMESTAMP '2026-01-05 08:00:00', TIMESTAMP '2026-01-05 18:30:00'), ('a', TIMESTAMP '2026-01-06 07:45:00', TIMESTAMP '2026-01-06 20:00:00'),
         ('a', TIMESTAMP '2026-01-07 08:00:00', TIMESTAMP '2026-01-08 02:00:00'), ('a', TIMESTAMP '2026-01-12 08:00:00', TIMESTAMP '2026-01-12 16:00:00'), ('b', TIMESTAMP '2026-01-05 22:00:00', NULL)
), weekly AS (
  SELECT emp, CAST(date_trunc('week', clock_in) AS date) AS wk, sum(date_diff('minute', clock_in, clock_out)) AS mins
  FROM punches GROUP BY 1, 2
)
SELECT emp, wk, CAST(mins / 60.0 AS decimal(6,2)) AS hours,
  LEAST(mins, 2400) / 60.0 * 20.00 AS base_pay,
  GREATEST(mins - 2400, 0) / 60.0 * 20.00 * 1.5 AS overtime_pay
FROM weekly ORDER BY emp, wk

-- case: second_highest_salary_per_department
-- note: DENSE_RANK = 2 kept as NULL row for departments without one, by LEFT JOIN
WITH e(dept, name, salary) AS (VALUES ('d1', 'a', 100), ('d1', 'b', 100), ('d1', 'c', 90), ('d2', 'd', 50), ('d3', 'e', 70), ('d3', 'f', 60), ('d3', 'g', 60))
SELECT d.dept, r.name, r.salary
FROM (SELECT DISTINCT dept FROM e) d
LEFT JOIN (SELECT *, DENSE_RANK() OVER (PARTITION BY dept ORDER BY salary DESC) dr FROM e) r ON r.dept = d.dept AND r.dr = 2
ORDER BY d.dept, r.name

-- case: gender_pay_gap_median
-- note: medians by picking the middle of sorted arrays, gap in percent with a FULL join of two pivots
WITH pay(job, g, salary) AS (VALUES ('dev', 'f', 50000.0), ('dev', 'f', 61000.0), ('dev', 'm', 60000.0), ('dev', 'm', 64000.0), ('dev', 'm', 58000.0), ('ops', 'm', 40000.0), ('hr', 'f', NULL)),
med AS (
  SELECT job, g, (a[(cardinality(a) + 1) / 2] + a[(cardinality(a) + 2) / 2]) / 2 AS median
  FROM (SELECT job, g, array_agg(salary ORDER BY salary) AS a FROM pay WHERE salary IS NOT NULL GROUP BY job, g)
)
SELECT coalesce(f.job, m.job) AS job, f.median AS f, m.median AS m, round((m.median - f.median) / m.median * 100, 2) AS gap
FROM (SELECT * FROM med WHERE g = 'f') f FULL JOIN (SELECT * FROM med WHERE g = 'm') m ON f.job = m.job
ORDER BY 1

-- case: span_of_control
-- note: direct and indirect reports per manager by recursion from every node
WITH RECURSIVE staff(id, mgr) AS (VALUES (1, NULL), (2, 1), (3, 1), (4, 2), (5, 2), (6, 4)),
under(top, id, depth) AS (
  SELECT mgr, id, 1 FROM staff WHERE mgr IS NOT NULL
  UNION ALL
  SELECT u.top, s.id, u.depth + 1 FROM under u JOIN staff s ON s.mgr = u.id
)
SELECT top AS manager, count(*) FILTER (WHERE depth = 1) AS direct, count(*) AS total, max(depth) AS levels
FROM under GROUP BY top ORDER BY total DESC, manager

-- case: leave_balance_capped_accrual
-- note: monthly accrual with a cap of ten carried by reduce over an ordered array of rows
SELECT emp, reduce(array_agg(CAST(ROW(earned, taken) AS row(earned decimal(4,2), taken decimal(4,2))) ORDER BY m), CAST(0 AS decimal(6,2)),
   (s, x) -> CAST(LEAST(s + x.earned, DECIMAL '10') - x.taken AS decimal(6,2)), s -> s) AS balance
FROM (VALUES ('a', 1, 4.5, 0), ('a', 2, 4.5, 1), ('a', 3, 4.5, 0.5), ('b', 1, 2.25, 3)) AS t(emp, m, earned, taken)
GROUP BY emp ORDER BY emp

-- case: scd_salary_as_of_pay_date
-- note: salary valid at each pay date, BETWEEN on dates with a closed end of day before
WITH sal(emp, from_d, salary) AS (VALUES (1, DATE '2025-01-01', 3000), (1, DATE '2026-02-01', 3300), (2, DATE '2026-01-15', 2000)),
v AS (SELECT emp, salary, from_d, coalesce(lead(from_d) OVER (PARTITION BY emp ORDER BY from_d) - INTERVAL '1' DAY, DATE '2999-12-31') AS to_d FROM sal)
SELECT p.d AS pay_date, v.emp, v.salary, v.to_d, sum(v.salary) OVER (PARTITION BY p.d) AS payroll
FROM UNNEST(ARRAY[DATE '2026-01-31', DATE '2026-02-28']) AS p(d) JOIN v ON p.d BETWEEN v.from_d AND v.to_d
ORDER BY 1, 2

-- case: anniversary_list_this_month
-- note: format of day and month, years since hiring, ordering by day of month
SELECT name, date_format(hired, '%d %M') AS day_, 2026 - year(hired) AS years, format('%1$tB %1$te, %1$tY', hired) AS long_, (2026 - year(hired)) % 5 = 0 AS jubilee
FROM (VALUES ('Zoë', DATE '2016-05-20'), ('Al', DATE '2021-05-03'), ('Bo', DATE '2020-06-01'), (NULL, DATE '2011-05-03')) AS t(name, hired)
WHERE month(hired) = 5
ORDER BY day(hired), name NULLS FIRST

-- case: claims_development_triangle
-- note: accident year by development year cumulative paid, pivoted with max FILTER
WITH paid(ay, dy, amt) AS (VALUES (2023, 1, 100), (2023, 2, 60), (2023, 3, 20), (2024, 1, 120), (2024, 2, 66), (2025, 1, 90)),
cum AS (SELECT ay, dy, sum(amt) OVER (PARTITION BY ay ORDER BY dy) AS c FROM paid)
SELECT ay, max(c) FILTER (WHERE dy = 1) AS dev1, max(c) FILTER (WHERE dy = 2) AS dev2, max(c) FILTER (WHERE dy = 3) AS dev3
FROM cum GROUP BY ay ORDER BY ay

-- case: chain_ladder_factors
-- note: volume weighted development factors, ultimate by product via exp of sums of logs
WITH cum(ay, dy, c) AS (VALUES (2023, 1, 100e0), (2023, 2, 160e0), (2023, 3, 180e0), (2024, 1, 120e0), (2024, 2, 186e0), (2025, 1, 90e0)),
factors AS (
  SELECT a.dy, sum(b.c) / sum(a.c) AS f FROM cum a JOIN cum b ON a.ay = b.ay AND b.dy = a.dy + 1 GROUP BY a.dy
), latest AS (SELECT ay, max(dy) AS dy, max_by(c, dy) AS c FROM cum GROUP BY ay)
SELECT l.ay, l.c, round(l.c * coalesce(exp(sum(ln(f.f))), 1), 4) AS ultimate
FROM latest l LEFT JOIN factors f ON f.dy >= l.dy
GROUP BY l.ay, l.c ORDER BY l.ay

-- case: life_table_survivors
-- note: survivors by a recursive CTE with death rates, expectation of life as a sum of shares
WITH RECURSIVE q(age, qx) AS (VALUES (60, 0.10e0), (61, 0.20e0), (62, 0.50e0), (63, 1e0)),
lt(age, lx) AS (
  SELECT 60, 100000e0
  UNION ALL
  SELECT lt.age + 1, lt.lx * (1 - q.qx) FROM lt JOIN q ON q.age = lt.age WHERE q.qx < 1
)
SELECT lt.age, round(lt.lx, 2) AS lx, round(lt.lx * q.qx, 2) AS dx, round((sum(lt.lx) OVER (ORDER BY lt.age DESC) - lt.lx / 2) / lt.lx, 4) AS ex
FROM lt JOIN q ON q.age = lt.age
ORDER BY lt.age

-- case: earned_premium_pro_rata
-- note: premium earned per calendar year by overlap of days, policies across year ends
WITH pol(id, eff, exp_, premium) AS (VALUES ('p1', DATE '2025-07-01', DATE '2026-07-01', DECIMAL '1200.00'), ('p2', DATE '2026-01-01', DATE '2026-04-01', DECIMAL '90.00'), ('p3', DATE '2025-01-01', DATE '2025-01-01', DECIMAL '10.00')),
yrs(y) AS (VALUES 2025, 2026)
SELECT id, y, days, round(premium * days / nullif(date_diff('day', eff, exp_), 0), 2) AS earned
FROM (
  SELECT *, GREATEST(0, date_diff('day', GREATEST(eff, date_parse(CAST(y AS varchar), '%Y')), LEAST(exp_, date_add('year', 1, date_parse(CAST(y AS varchar), '%Y'))))) AS days
  FROM pol CROSS JOIN yrs
)
ORDER BY id, y

-- case: loss_ratio_by_band_with_total
-- fails: invalid arguments
-- note: age bands by nested IFs, WITH ROLLUP total renamed through grouping
SELECT IF(grouping(band) = 1, 'ALL', band) AS band, sum(prem) AS premium, sum(loss) AS losses, CAST(round(sum(loss) / sum(prem), 3) AS decimal(8,3)) AS lr
FROM (SELECT IF(age < 25, '<25', IF(age < 65, '25-64', '65+')) AS band, prem, coalesce(loss, 0) AS loss FROM (VALUES (19, 500.00, 900.00), (24, 450.00, NULL), (30, 300.00, 0.00), (64, 310.00, 120.50), (70, 400.00, 1000.00)) AS t(age, prem, loss))
GROUP BY ROLLUP (band)
ORDER BY grouping(band), band

-- case: deductible_and_limit_layers
-- note: excess layers: least and greatest over claims crossed with a treaty table
SELECT layer, sum(LEAST(GREATEST(claim - attach, 0), lim)) AS ceded, count_if(claim > attach) AS hits, max(claim) - sum(DISTINCT attach) AS over_
FROM (VALUES 5.0, 25.0, 120.0, 25.0) AS c(claim) CROSS JOIN (VALUES ('L1', 10, 20), ('L2', 30, 70)) AS t(layer, attach, lim)
GROUP BY layer ORDER BY layer

-- case: payroll_months_mixed_union
-- fails: union of date and varchar columns
SELECT emp, paid_on FROM (VALUES (1, DATE '2026-01-31')) AS a(emp, paid_on)
UNION ALL
SELECT emp, paid_on FROM (VALUES (2, '2026-02-28')) AS b(emp, paid_on)
ORDER BY emp

-- case: claim_amount_overflow
-- fails: the sum of amounts cast to a decimal too small for it
SELECT policy, CAST(sum(amount) AS decimal(6,2)) AS total FROM (VALUES ('p1', 9000.50), ('p1', 9000.50)) AS t(policy, amount) GROUP BY policy

-- case: age_last_birthday_string
-- note: text dates in three formats by COALESCE of TRY(date_parse), age, age band by width_bucket over bins
SELECT raw, CAST(d AS date) AS dob, date_diff('year', d, TIMESTAMP '2026-06-15 00:00:00') AS age, width_bucket(CAST(date_diff('year', d, TIMESTAMP '2026-06-15 00:00:00') AS double), ARRAY[0e0, 18e0, 65e0]) AS band
FROM (SELECT raw, COALESCE(TRY(date_parse(raw, '%Y-%m-%d')), TRY(date_parse(raw, '%d.%m.%Y')), TRY(date_parse(raw, '%m/%d/%y'))) AS d FROM (VALUES '2000-06-15', '16.06.2000', '12/31/69', '01/01/70', '2026-02-30', NULL) AS t(raw))
ORDER BY raw NULLS LAST
