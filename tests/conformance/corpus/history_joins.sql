-- Slowly changing dimensions, validity ranges, as-of lookups, snapshots compared: the joins of a warehouse.

-- case: fact_to_scd2_dimension
-- note: half-open ranges with open end, facts outside any version kept, revenue by version of segment
WITH dim(cust, segment, valid_from, valid_to, is_current) AS (
  VALUES ('c1', 'smb', DATE '2025-01-01', DATE '2026-01-10', false), ('c1', 'mid', DATE '2026-01-10', CAST(NULL AS date), true),
         ('c2', 'ent', DATE '2025-06-01', NULL, true)
),
fact(id, cust, d, amt) AS (
  VALUES (1, 'c1', DATE '2026-01-09', 100), (2, 'c1', DATE '2026-01-10', 200), (3, 'c2', DATE '2025-05-31', 50), (4, 'c3', DATE '2026-01-01', 7), (5, 'c2', DATE '2026-02-01', NULL)
)
SELECT coalesce(d.segment, 'unmapped') AS segment, count(*) AS facts, sum(f.amt) AS amt, array_agg(f.id ORDER BY f.id DESC) AS ids
FROM fact f
LEFT JOIN dim d
  ON d.cust = f.cust
 AND f.d >= d.valid_from
 AND (f.d < d.valid_to OR d.valid_to IS NULL)
GROUP BY coalesce(d.segment, 'unmapped')
ORDER BY amt DESC NULLS LAST, segment

-- case: overlapping_versions_check
-- note: self join finds overlapping validity ranges of one key
WITH v(k, ver, f, t) AS (
  VALUES ('a', 1, DATE '2026-01-01', DATE '2026-02-01'), ('a', 2, DATE '2026-01-31', DATE '2026-03-01'), ('a', 3, DATE '2026-03-01', NULL), ('b', 1, DATE '2026-01-01', NULL), ('b', 2, DATE '2026-05-01', NULL)
)
SELECT x.k, x.ver AS v1, y.ver AS v2, GREATEST(x.f, y.f) AS overlap_from, LEAST(coalesce(x.t, DATE '9999-12-31'), coalesce(y.t, DATE '9999-12-31')) AS overlap_to
FROM v x JOIN v y ON x.k = y.k AND x.ver < y.ver
WHERE x.f < coalesce(y.t, DATE '9999-12-31') AND y.f < coalesce(x.t, DATE '9999-12-31')
ORDER BY x.k, v1, v2

-- case: versions_from_daily_snapshots
-- note: snapshots turned to ranges: change flag, running group, lead for the end
WITH snap(d, k, price, status) AS (
  VALUES (DATE '2026-01-01', 'p', 10, 'on'), (DATE '2026-01-02', 'p', 10, 'on'), (DATE '2026-01-03', 'p', 12, 'on'), (DATE '2026-01-04', 'p', 12, NULL), (DATE '2026-01-05', 'p', 12, NULL),
         (DATE '2026-01-01', 'q', 5, 'off'), (DATE '2026-01-05', 'q', 5, 'off')
),
c AS (
  SELECT *, lag(ROW(price, status)) OVER (PARTITION BY k ORDER BY d) IS DISTINCT FROM ROW(price, status) AS changed FROM snap
),
g AS (SELECT *, count_if(changed) OVER (PARTITION BY k ORDER BY d) AS ver FROM c)
SELECT k, ver, min(d) AS valid_from, lead(min(d)) OVER (PARTITION BY k ORDER BY ver) AS valid_to, min(price) AS price, min(status) AS status
FROM g
GROUP BY k, ver
ORDER BY k, ver

-- case: two_histories_intersected
-- note: employee department and salary histories combined into common ranges
WITH dept(e, d, f, t) AS (VALUES (1, 'it', 1, 10), (1, 'hr', 10, 99)),
sal(e, s, f, t) AS (VALUES (1, 100, 1, 5), (1, 120, 5, 12), (1, 150, 12, 99)),
both AS (
  SELECT dept.e, dept.d, sal.s, GREATEST(dept.f, sal.f) AS f, LEAST(dept.t, sal.t) AS t
  FROM dept JOIN sal ON dept.e = sal.e AND dept.f < sal.t AND sal.f < dept.t
)
SELECT *, t - f AS len, sum(s * (t - f)) OVER (PARTITION BY e, d) AS dept_cost
FROM both
ORDER BY e, f

-- case: as_of_quote_by_union
-- note: as-of join through union and last_value ignore nulls, no range join
WITH q(ts, bid) AS (VALUES (10, 1.10), (20, 1.20), (30, 1.15)),
tr(ts, id) AS (VALUES (5, 'a'), (20, 'b'), (29, 'c'), (100, 'd')),
u AS (
  SELECT ts, 0 AS o, bid, CAST(NULL AS varchar) AS id FROM q
  UNION ALL
  SELECT ts, 1, NULL, id FROM tr
)
SELECT id, ts, bid
FROM (SELECT id, ts, last_value(bid) IGNORE NULLS OVER (ORDER BY ts, o) AS bid FROM u)
WHERE id IS NOT NULL
ORDER BY ts

-- case: snapshot_diff_added_removed_changed
-- note: FULL JOIN of two days, list of changed columns built from an array of IFs
WITH y(id, name, city) AS (VALUES (1, 'ann', 'Rome'), (2, 'bob', 'Oslo'), (3, 'cid', NULL), (5, 'eve', 'Bonn')),
t(id, name, city) AS (VALUES (1, 'ann', 'Rome'), (2, 'bobby', 'Bergen'), (3, 'cid', 'Nice'), (4, 'dee', 'Lyon'))
SELECT coalesce(y.id, t.id) AS id,
       CASE WHEN y.id IS NULL THEN 'added' WHEN t.id IS NULL THEN 'removed' ELSE 'changed' END AS what,
       array_join(ARRAY[IF(y.name IS DISTINCT FROM t.name, 'name'), IF(y.city IS DISTINCT FROM t.city, 'city')], ',') AS cols
FROM y FULL OUTER JOIN t ON y.id = t.id
WHERE (y.name, y.city) IS DISTINCT FROM (t.name, t.city)
ORDER BY id

-- case: current_rows_by_max_subquery
SELECT k, v, updated
FROM (VALUES ('a', 1, 10), ('a', 2, 11), ('b', 9, 3), ('c', 4, 7), ('c', 5, 7)) AS t(k, v, updated)
WHERE (k, updated) IN (SELECT k, max(updated) FROM (VALUES ('a', 10), ('a', 11), ('b', 3), ('c', 7)) AS m(k, updated) GROUP BY k)
ORDER BY k, v

-- case: reference_rate_ranges_by_lead
-- note: list of start dates becomes ranges by lead, then BETWEEN joined to months
WITH rates(since, rate) AS (VALUES (DATE '2025-12-15', 3.50), (DATE '2026-02-01', 3.25), (DATE '2026-02-20', 3.00)),
ranges AS (SELECT since, lead(since) OVER (ORDER BY since) - INTERVAL '1' DAY AS until, rate FROM rates),
days AS (SELECT d FROM UNNEST(sequence(DATE '2026-01-01', DATE '2026-02-28')) AS s(d))
SELECT date_format(d, '%Y-%m') AS month, count(*) AS days, avg(r.rate) AS avg_rate, min(r.rate) AS low, max_by(r.rate, days.d) AS month_end_rate
FROM days JOIN ranges r ON days.d BETWEEN r.since AND coalesce(r.until, DATE '2999-12-31')
GROUP BY 1
ORDER BY 1

-- case: manager_at_time_of_hire
-- note: self join to a history through names, chained LEFT JOINs
WITH emp(id, name, dept, hired) AS (VALUES (1, 'ann', 'it', DATE '2024-01-01'), (2, 'bob', 'it', DATE '2025-03-01'), (3, 'cid', 'hr', DATE '2025-03-01'), (4, 'dee', NULL, DATE '2026-01-01')),
mgr(dept, emp_id, f, t) AS (VALUES ('it', 1, DATE '2024-06-01', NULL), ('hr', 3, DATE '2025-06-01', NULL), ('hr', 1, DATE '2025-01-01', DATE '2025-05-31'))
SELECT e.name, e.dept, m.name AS manager_then, now_m.name AS manager_now
FROM emp e
LEFT JOIN mgr h ON h.dept = e.dept AND e.hired BETWEEN h.f AND coalesce(h.t, DATE '9999-12-31')
LEFT JOIN emp m ON m.id = h.emp_id
LEFT JOIN mgr c ON c.dept = e.dept AND c.t IS NULL
LEFT JOIN emp now_m ON now_m.id = c.emp_id
ORDER BY e.id

-- case: using_two_keys_and_star
-- note: star of a USING join has the keys once and first
SELECT *
FROM (VALUES (1, 'x', 10), (2, 'y', 20), (3, 'z', NULL)) AS a(id, code, qty)
LEFT JOIN (VALUES ('x', 1, 'red'), ('y', 9, 'blue'), ('z', 3, NULL)) AS b(code, id, color) USING (id, code)
ORDER BY id

-- case: three_sources_full_using
-- note: chained FULL JOIN USING, coalesced key, presence flags as letters
WITH a(k, x) AS (VALUES (1, 'a1'), (2, 'a2')), b(k, y) AS (VALUES (2, 'b2'), (3, 'b3')), c(k, z) AS (VALUES (3, 'c3'), (4, 'c4'), (1, 'c1'))
SELECT k, concat(IF(x IS NULL, '-', 'A'), IF(y IS NULL, '-', 'B'), IF(z IS NULL, '-', 'C')) AS present, coalesce(z, y, x) AS best
FROM a FULL JOIN b USING (k) FULL JOIN c USING (k)
ORDER BY k

-- case: late_arriving_dimension
-- fails: type mismatch
-- note: facts whose dimension row arrived later take the earliest version
WITH dim(k, f, name) AS (VALUES ('p', DATE '2026-02-01', 'v1'), ('p', DATE '2026-03-01', 'v2'), ('q', DATE '2026-01-01', 'w1')),
fact(id, k, d) AS (VALUES (1, 'p', DATE '2026-01-01'), (2, 'p', DATE '2026-02-15'), (3, 'q', DATE '2026-02-15'), (4, 'r', DATE '2026-02-15'))
SELECT f.id,
       coalesce(
         (SELECT max_by(d.name, d.f) FROM dim d WHERE d.k = f.k AND d.f <= f.d),
         (SELECT min_by(d.name, d.f) FROM dim d WHERE d.k = f.k),
         '?') AS name
FROM fact f
ORDER BY f.id

-- case: date_compared_with_text
-- fails: a date column is compared with a text without a cast
SELECT k FROM (VALUES ('a', DATE '2026-01-01'), ('b', DATE '2026-02-01')) AS t(k, valid_from)
WHERE valid_from >= '2026-01-15'
ORDER BY k

-- case: contract_price_with_fallback_chain
-- note: customer price, then group price, then list price: three LEFT JOINs and the source's name
WITH o(id, cust, grp, sku) AS (VALUES (1, 'c1', 'g1', 's'), (2, 'c2', 'g1', 's'), (3, 'c3', 'g9', 's'), (4, 'c1', NULL, 't')),
cp(cust, sku, price) AS (VALUES ('c1', 's', 8.00)),
gp(grp, sku, price) AS (VALUES ('g1', 's', 9.00), ('g9', 't', 1.00)),
lp(sku, price) AS (VALUES ('s', 10.00))
SELECT o.id, coalesce(cp.price, gp.price, lp.price) AS price,
       CASE WHEN cp.price IS NOT NULL THEN 'customer' WHEN gp.price IS NOT NULL THEN 'group' WHEN lp.price IS NOT NULL THEN 'list' ELSE 'none' END AS source
FROM o
LEFT JOIN cp ON cp.cust = o.cust AND cp.sku = o.sku
LEFT JOIN gp ON gp.grp = o.grp AND gp.sku = o.sku
LEFT JOIN lp ON lp.sku = o.sku
ORDER BY price DESC NULLS FIRST, o.id

-- case: soft_deletes_in_log
-- note: insert, update, delete operations reduced to the live row by a struct maximum
SELECT id, last.op, last.val
FROM (
  SELECT id, max(CAST(ROW(seq, op, val) AS ROW(seq integer, op varchar, val varchar))) AS last
  FROM (VALUES (1, 1, 'I', 'a'), (1, 3, 'U', 'c'), (1, 2, 'U', 'b'), (2, 1, 'I', 'x'), (2, 2, 'D', NULL), (3, 5, 'I', NULL)) AS t(id, seq, op, val)
  WHERE val IS NOT NULL OR op = 'D'
  GROUP BY id
)
WHERE last.op <> 'D'
ORDER BY id
