-- Window functions and quantiles: medians and percentiles by hand, moving figures, ranks, deduplication, comparisons with neighbours.

-- case: median_and_quartiles_by_rank
-- note: continuous quantiles from row numbers and interpolation per group
WITH t(g, v) AS (VALUES ('a', 1e0), ('a', 3e0), ('a', 7e0), ('a', 10e0), ('b', 5e0), ('b', 6e0), ('c', NULL)),
r AS (
  SELECT g, v, row_number() OVER (PARTITION BY g ORDER BY v) AS rn, count(v) OVER (PARTITION BY g) AS n
  FROM t WHERE v IS NOT NULL
),
q AS (
  SELECT r.g, p, v, rn, 1 + (n - 1) * p AS pos
  FROM r CROSS JOIN (VALUES 0.25e0, 0.5e0, 0.75e0) AS ps(p)
)
SELECT g, p, sum(v * (1 - abs(pos - rn))) AS quantile
FROM q
WHERE abs(pos - rn) < 1
GROUP BY g, p
ORDER BY g, p

-- case: p95_discrete_per_endpoint
-- note: smallest value whose cumulative distribution reaches the level
WITH l(path, ms) AS (
  VALUES ('/a', 10), ('/a', 20), ('/a', 30), ('/a', 40), ('/a', 900), ('/b', 5), ('/b', 5), ('/b', 5), ('/c', NULL)
),
c AS (SELECT path, ms, cume_dist() OVER (PARTITION BY path ORDER BY ms) AS cd FROM l WHERE ms IS NOT NULL)
SELECT path, min(ms) FILTER (WHERE cd >= 0.5) AS p50, min(ms) FILTER (WHERE cd >= 0.95) AS p95, max(ms) AS mx, count(*) AS n
FROM c
GROUP BY path
ORDER BY p95 DESC, path

-- case: rank_family_side_by_side
SELECT name, pts, row_number() OVER (ORDER BY pts DESC NULLS LAST, name) AS rn, rank() OVER w AS rk, dense_rank() OVER w AS dr, percent_rank() OVER w AS pr, cume_dist() OVER w AS cd, ntile(4) OVER (ORDER BY pts DESC NULLS LAST, name) AS quart
FROM (VALUES ('a', 10), ('b', 20), ('c', 10), ('d', NULL), ('e', 30), ('f', 20)) AS t(name, pts)
WINDOW w AS (ORDER BY pts DESC NULLS LAST)
ORDER BY rn

-- case: rank_filter_then_resort
-- note: top two products per month, then sorted by name over all, with months collected
WITH s AS (
  SELECT mon, prod, sum(q) AS q
  FROM (VALUES ('jan', 'tea', 3), ('jan', 'cup', 5), ('jan', 'pot', 1), ('feb', 'tea', 9), ('feb', 'pot', 2), ('feb', 'cup', 1), ('feb', 'cup', 1), ('mar', 'pot', 4)) AS t(mon, prod, q)
  GROUP BY mon, prod
),
r AS (SELECT *, row_number() OVER (PARTITION BY mon ORDER BY q DESC, prod) AS rn FROM s)
SELECT prod, count(*) AS months_in_top, array_agg(mon ORDER BY q DESC, mon) AS months, sum(q) AS q
FROM r
WHERE rn <= 2
GROUP BY prod
ORDER BY months_in_top DESC, q DESC, prod

-- case: moving_average_centred
-- note: frames of rows around, edges shorter, compared with the whole average
SELECT d, v, round(avg(v) OVER (ORDER BY d ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), 3) AS ma3,
       sum(v) OVER (ORDER BY d ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS next3,
       v - avg(v) OVER () AS dev,
       min(v) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS min_before
FROM (VALUES (1, 4.0), (2, 8.0), (3, NULL), (4, 6.0), (5, 1.0)) AS t(d, v)
ORDER BY d

-- case: keep_latest_per_key_with_count
-- note: deduplication by row_number with the number of dropped rows
SELECT email, name, updated, copies - 1 AS dropped
FROM (
  SELECT lower(email) AS email, name, updated,
         row_number() OVER (PARTITION BY lower(email) ORDER BY updated DESC NULLS LAST, name) AS rn,
         count(*) OVER (PARTITION BY lower(email)) AS copies
  FROM (VALUES ('A@x.io', 'Ann', DATE '2026-01-01'), ('a@x.io', 'Anna', DATE '2026-02-01'), ('b@x.io', 'Bob', NULL), ('B@X.IO', 'Bobby', DATE '2020-01-01'), (NULL, 'Nil', NULL)) AS t(email, name, updated)
)
WHERE rn = 1
ORDER BY dropped DESC, email NULLS LAST

-- case: groups_frame_and_ties
SELECT k, v, sum(v) OVER (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two_groups, count(*) OVER (ORDER BY k GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS fwd, sum(v) OVER (ORDER BY k RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS rng
FROM (VALUES (1, 10), (1, 20), (2, 30), (4, 40), (4, 50), (7, 60)) AS t(k, v)
ORDER BY k, v

-- case: first_and_last_purchase_values
-- note: first_value and last_value with a whole-partition frame, distinct rows
SELECT DISTINCT cust,
       first_value(item) OVER (PARTITION BY cust ORDER BY d, item ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_item,
       last_value(item) OVER (PARTITION BY cust ORDER BY d, item ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_item,
       nth_value(item, 2) OVER (PARTITION BY cust ORDER BY d, item ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_item,
       count(*) OVER (PARTITION BY cust) AS n
FROM (VALUES ('c1', DATE '2026-01-01', 'pen'), ('c1', DATE '2026-01-01', 'ink'), ('c1', DATE '2026-02-01', 'pad'), ('c2', DATE '2026-01-05', 'pen')) AS t(cust, d, item)
ORDER BY n DESC, cust

-- case: outliers_by_zscore_and_mad
-- note: standard deviation by windows, median absolute deviation by two medians
WITH t(id, v) AS (VALUES (1, 10e0), (2, 11e0), (3, 9e0), (4, 10e0), (5, 60e0)),
med AS (SELECT max(v) FILTER (WHERE rn = 3) AS m FROM (SELECT v, row_number() OVER (ORDER BY v, id) AS rn FROM t)),
dev AS (SELECT t.id, t.v, abs(t.v - med.m) AS ad, row_number() OVER (ORDER BY abs(t.v - med.m), t.id) AS rn FROM t CROSS JOIN med),
mad AS (SELECT max(ad) FILTER (WHERE rn = 3) AS mad FROM dev)
SELECT d.id, d.v, round((d.v - avg(d.v) OVER ()) / stddev_samp(d.v) OVER (), 4) AS z, d.ad / mad.mad AS mads, d.ad / mad.mad > 3 AS outlier
FROM dev d CROSS JOIN mad
ORDER BY d.id

-- case: running_max_and_records
-- note: new records marked by comparing with the running maximum before the row
SELECT y, val, val > coalesce(max(val) OVER (ORDER BY y ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), val - 1) AS is_record,
       max(val) OVER (ORDER BY y) AS so_far, count(val) OVER (ORDER BY y) AS seen
FROM (VALUES (2019, 3.5e0), (2020, NULL), (2021, 3.4e0), (2022, 4.0e0), (2023, 4.0e0), (2024, 9.1e0)) AS t(y, val)
ORDER BY y

-- case: window_function_in_where
-- fails: windows are not allowed in WHERE
SELECT id, v FROM (VALUES (1, 10), (2, 20), (3, 30)) AS t(id, v)
WHERE rank() OVER (ORDER BY v DESC) <= 2
ORDER BY id

-- case: stores_like_for_like_ranking_moves
-- note: two periods ranked apart, moves in rank shown with arrows, only stores open in both, plus a summary line
WITH sales(store, yr, amt) AS (
  VALUES ('s1', 2025, 100.0), ('s1', 2026, 90.0), ('s2', 2025, 80.0), ('s2', 2026, 120.0), ('s3', 2026, 500.0),
         ('s4', 2025, 80.0), ('s4', 2026, 40.0), ('s4', 2026, 45.5), ('s5', 2025, 10.0)
),
agg AS (
  SELECT store, yr, sum(amt) AS amt FROM sales GROUP BY store, yr
),
both_years AS (
  SELECT store FROM agg GROUP BY store HAVING count(DISTINCT yr) = 2
),
ranked AS (
  SELECT a.store, a.yr, a.amt, rank() OVER (PARTITION BY a.yr ORDER BY a.amt DESC) AS rk
  FROM agg a
  WHERE a.store IN (SELECT store FROM both_years)
),
pairs AS (
  SELECT cur.store, old.amt AS amt_old, cur.amt AS amt_new, old.rk AS rk_old, cur.rk AS rk_new
  FROM ranked cur
  JOIN ranked old ON old.store = cur.store AND old.yr = 2025
  WHERE cur.yr = 2026
)
SELECT store, amt_old, amt_new, round((amt_new / amt_old - 1) * 100, 2) AS growth,
       CASE WHEN rk_new < rk_old THEN chr(8593) || CAST(rk_old - rk_new AS varchar)
            WHEN rk_new > rk_old THEN chr(8595) || CAST(rk_new - rk_old AS varchar)
            ELSE '=' END AS move
FROM pairs
UNION ALL
SELECT concat('all ', CAST(count(*) AS varchar)), sum(amt_old), sum(amt_new), round((sum(amt_new) / sum(amt_old) - 1) * 100, 2), ''
FROM pairs
ORDER BY growth DESC, store

-- case: salary_band_position
-- note: compa ratio to the band's midpoint, decile inside the job, gap to the next higher salary
WITH e(id, job, sal) AS (VALUES (1, 'dev', 60000), (2, 'dev', 75000), (3, 'dev', 75000), (4, 'dev', 90000), (5, 'qa', 50000)),
band(job, lo, hi) AS (VALUES ('dev', 55000, 95000), ('qa', 40000, 52000))
SELECT e.id, e.job, e.sal, round(e.sal * 2.0 / (b.lo + b.hi), 3) AS compa,
       min(e.sal) OVER (PARTITION BY e.job ORDER BY e.sal RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - e.sal AS to_next,
       CAST(e.sal - b.lo AS double) / (b.hi - b.lo) AS penetration
FROM e JOIN band b ON b.job = e.job
ORDER BY e.job, e.sal DESC, e.id

-- case: cumulative_percent_until_half
-- note: how many largest customers make half of the revenue
WITH r(c, v) AS (VALUES ('a', 50), ('b', 30), ('c', 10), ('d', 40), ('e', 20)),
x AS (SELECT c, v, sum(v) OVER (ORDER BY v DESC, c) AS cum, sum(v) OVER () AS tot FROM r)
SELECT count(*) AS needed, listagg(c, '+') WITHIN GROUP (ORDER BY v DESC) AS who, max(cum) AS reached
FROM x
WHERE cum - v < tot / 2
