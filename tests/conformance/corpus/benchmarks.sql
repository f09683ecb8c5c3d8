-- Benchmark suites: the shape of TPC-DS and TPC-H queries (and Presto's variants) over a few rows, rewritten and shortened.

-- case: q12_share_of_class
-- note: after TPC-DS q12/q98: sum over sum in a window of aggregates
SELECT i_class, i_item, SUM(price) AS itemrevenue, SUM(price)*100/SUM(SUM(price)) OVER (PARTITION BY i_class) AS revenueratio
FROM (VALUES ('Books', 'b1', CAST(10.00 AS decimal(7,2))), ('Books', 'b2', CAST(20.00 AS decimal(7,2))), ('Books', 'b1', NULL), ('Home', 'h1', CAST(3.33 AS decimal(7,2)))) AS s(i_class, i_item, price)
GROUP BY i_class, i_item ORDER BY i_class, revenueratio

-- case: q36_rank_within_parent
-- note: after TPC-DS q36: rank partitioned by grouping() sums
SELECT sum(profit)/sum(sales) AS gross_margin, cat, cls, grouping(cat) + grouping(cls) AS lochierarchy,
  rank() OVER (PARTITION BY grouping(cat) + grouping(cls), CASE WHEN grouping(cls) = 0 THEN cat END ORDER BY sum(profit)/sum(sales) ASC) AS rank_within_parent
FROM (VALUES ('a', 'x', 1.00, 10.00), ('a', 'y', 5.00, 10.00), ('b', 'x', -2.00, 8.00)) AS t(cat, cls, profit, sales)
GROUP BY ROLLUP (cat, cls) ORDER BY lochierarchy DESC, cat, rank_within_parent

-- case: q51_cumulative_full_join
-- note: after TPC-DS q51: two running sums, FULL OUTER JOIN, max over rows
WITH web AS (SELECT i, d, sum(sum(p)) OVER (PARTITION BY i ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cume FROM (VALUES (1, DATE '2000-01-01', 5), (1, DATE '2000-01-03', 7)) AS w(i, d, p) GROUP BY i, d),
store AS (SELECT i, d, sum(sum(p)) OVER (PARTITION BY i ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cume FROM (VALUES (1, DATE '2000-01-02', 6), (1, DATE '2000-01-03', 1)) AS s(i, d, p) GROUP BY i, d)
SELECT * FROM (
  SELECT item, day, web_sales, store_sales, max(web_sales) OVER (PARTITION BY item ORDER BY day ROWS UNBOUNDED PRECEDING) AS web_cum, max(store_sales) OVER (PARTITION BY item ORDER BY day ROWS UNBOUNDED PRECEDING) AS store_cum
  FROM (SELECT CASE WHEN web.i IS NOT NULL THEN web.i ELSE store.i END AS item, CASE WHEN web.d IS NOT NULL THEN web.d ELSE store.d END AS day, web.cume AS web_sales, store.cume AS store_sales FROM web FULL OUTER JOIN store ON web.i = store.i AND web.d = store.d) x) y
ORDER BY item, day

-- case: q47_neighbours_by_rank
-- note: after TPC-DS q47/q57: avg over months, self joins on rn - 1 and rn + 1
WITH v1 AS (SELECT brand, moy, sum(p) AS sum_sales, avg(sum(p)) OVER (PARTITION BY brand) AS avg_monthly, rank() OVER (PARTITION BY brand ORDER BY moy) AS rn FROM (VALUES ('z', 1, 10.0), ('z', 2, 40.0), ('z', 3, 10.0), ('z', 3, 5.0), ('k', 1, 1.0)) AS t(brand, moy, p) GROUP BY brand, moy)
SELECT v1.brand, v1.moy, v1.avg_monthly, v1.sum_sales, v1_lag.sum_sales AS psum, v1_lead.sum_sales AS nsum
FROM v1, v1 AS v1_lag, v1 AS v1_lead
WHERE v1.brand = v1_lag.brand AND v1.brand = v1_lead.brand AND v1.rn = v1_lag.rn + 1 AND v1.rn = v1_lead.rn - 1 AND CASE WHEN v1.avg_monthly > 0 THEN abs(v1.sum_sales - v1.avg_monthly) / v1.avg_monthly ELSE NULL END > 0.1

-- case: q09_case_of_scalar_subqueries
-- note: after TPC-DS q9: CASE over scalar subqueries
WITH s(q, d, p) AS (VALUES (5, 1.5, 10.0), (15, 2.5, 20.0), (18, NULL, 30.0), (50, 3.5, 40.0))
SELECT CASE WHEN (SELECT count(*) FROM s WHERE q BETWEEN 1 AND 20) > 2 THEN (SELECT avg(d) FROM s WHERE q BETWEEN 1 AND 20) ELSE (SELECT avg(p) FROM s WHERE q BETWEEN 1 AND 20) END AS bucket1,
       CASE WHEN (SELECT count(*) FROM s WHERE q BETWEEN 21 AND 40) > 0 THEN (SELECT avg(d) FROM s WHERE q BETWEEN 21 AND 40) ELSE (SELECT avg(p) FROM s WHERE q BETWEEN 21 AND 40) END AS bucket2

-- case: q88_cross_join_of_counts
-- note: after TPC-DS q88/q90: counts per half hour side by side, ratio as decimal
SELECT h8.n AS h8, h9.n AS h9, CAST(h8.n AS decimal(15,4)) / CAST(h9.n AS decimal(15,4)) AS ratio
FROM (SELECT count(*) AS n FROM (VALUES 8, 8, 9) AS t(h) WHERE h = 8) h8, (SELECT count(*) AS n FROM (VALUES 8, 8, 9, 9, 9) AS t(h) WHERE h = 9) h9

-- case: q39_coefficient_of_variation
-- note: after TPC-DS q39: stdev over mean with CASE for zero, joined month to month
WITH inv AS (SELECT w, i, moy, stdev, mean, CASE mean WHEN 0 THEN NULL ELSE stdev / mean END AS cov FROM (SELECT w, i, moy, stddev_samp(q) AS stdev, avg(q) AS mean FROM (VALUES (1, 1, 1, 10), (1, 1, 1, 90), (1, 1, 2, 5), (1, 1, 2, 100), (1, 2, 1, 0), (1, 2, 1, 0)) AS t(w, i, moy, q) GROUP BY w, i, moy) foo WHERE CASE mean WHEN 0 THEN 0 ELSE stdev / mean END > 1)
SELECT a.i, a.moy, round(a.mean, 3) AS mean, round(a.cov, 6) AS cov, b.moy AS moy2, round(b.cov, 6) AS cov2 FROM inv a JOIN inv b ON a.i = b.i AND a.w = b.w AND a.moy = 1 AND b.moy = 1 + 1

-- case: q14_intersect_channels
-- note: after TPC-DS q14: items sold in all channels by INTERSECT, rollup over a UNION ALL
WITH ss(i, q) AS (VALUES (1, 5), (2, 7), (2, 1)), cs(i, q) AS (VALUES (2, 2), (3, 9)), ws(i, q) AS (VALUES (2, 4), (1, 1), (3, 3)),
cross_items AS (SELECT i FROM ss INTERSECT SELECT i FROM cs INTERSECT SELECT i FROM ws)
SELECT channel, i, sum(sales) AS sales FROM (
  SELECT 'store' AS channel, i, sum(q) AS sales FROM ss WHERE i IN (SELECT i FROM cross_items) GROUP BY i HAVING sum(q) > (SELECT avg(q) FROM (SELECT q FROM ss UNION ALL SELECT q FROM cs UNION ALL SELECT q FROM ws) x)
  UNION ALL SELECT 'catalog', i, sum(q) FROM cs WHERE i IN (SELECT i FROM cross_items) GROUP BY i
  UNION ALL SELECT 'web', i, sum(q) FROM ws WHERE i IN (SELECT i FROM cross_items) GROUP BY i) y
GROUP BY ROLLUP (channel, i) ORDER BY channel NULLS FIRST, i NULLS FIRST

-- case: q97_overlap_of_pairs
-- note: after TPC-DS q97
WITH ssci(c, i) AS (SELECT DISTINCT * FROM (VALUES (1, 1), (1, 2), (NULL, 3), (1, 1)) t), csci(c, i) AS (SELECT * FROM (VALUES (1, 2), (2, 2), (NULL, 3)) t)
SELECT sum(CASE WHEN ssci.c IS NOT NULL AND csci.c IS NULL THEN 1 ELSE 0 END) AS store_only, sum(CASE WHEN ssci.c IS NULL AND csci.c IS NOT NULL THEN 1 ELSE 0 END) AS catalog_only, sum(CASE WHEN ssci.c IS NOT NULL AND csci.c IS NOT NULL THEN 1 ELSE 0 END) AS store_and_catalog
FROM ssci FULL OUTER JOIN csci ON (ssci.c = csci.c AND ssci.i = csci.i)

-- case: q66_month_columns
-- note: after TPC-DS q66, four months
SELECT w, 'DHL' || ',' || 'BARIAN' AS ship_carriers, y, sum(CASE WHEN m = 1 THEN p * q ELSE 0 END) AS jan, sum(CASE WHEN m = 2 THEN p * q ELSE 0 END) AS feb, sum(CASE WHEN m = 1 THEN p * q ELSE 0 END) / sq_ft AS jan_per_sq_foot
FROM (VALUES ('w1', 100, 2001, 1, CAST(1.25 AS decimal(7,2)), 4), ('w1', 100, 2001, 2, CAST(2.50 AS decimal(7,2)), 2), (NULL, 7, 2001, 1, CAST(0.10 AS decimal(7,2)), 1)) AS t(w, sq_ft, y, m, p, q)
GROUP BY w, sq_ft, y ORDER BY w NULLS FIRST

-- case: q93_left_join_reason
-- note: after TPC-DS q93: returned quantity subtracted when known
SELECT c, sum(CASE WHEN rq IS NOT NULL THEN (q - rq) * p ELSE q * p END) AS sumsales FROM (VALUES (1, 10, 5, 1.10), (2, 11, 3, 2.00), (1, 12, 1, 9.99)) AS s(c, t, q, p) LEFT JOIN (VALUES (10, 2), (12, NULL)) AS r(t, rq) ON s.t = r.t GROUP BY c ORDER BY sumsales, c

-- case: q44_best_and_worst
-- note: after TPC-DS q44: ascending and descending ranks joined
SELECT a.rnk, i1.name AS best, i2.name AS worst FROM (SELECT i, rank() OVER (ORDER BY r ASC) AS rnk FROM (VALUES (1, 5.0), (2, 7.5), (3, 1.0)) AS t(i, r)) a, (SELECT i, rank() OVER (ORDER BY r DESC) AS rnk FROM (VALUES (1, 5.0), (2, 7.5), (3, 1.0)) AS t(i, r)) d, (VALUES (1, 'one'), (2, 'two'), (3, 'three')) AS i1(i, name), (VALUES (1, 'one'), (2, 'two'), (3, 'three')) AS i2(i, name)
WHERE a.rnk = d.rnk AND i1.i = a.i AND i2.i = d.i ORDER BY a.rnk

-- case: h01_pricing_summary
-- note: after TPC-H q1 with decimals, as in Presto's tests
SELECT flag, sum(q) AS sum_qty, sum(p * (1 - d)) AS sum_disc_price, sum(p * (1 - d) * (1 + t)) AS sum_charge, avg(q) AS avg_qty, avg(d) AS avg_disc, count(*) AS n
FROM (VALUES ('A', DECIMAL '17.00', DECIMAL '21168.23', DECIMAL '0.04', DECIMAL '0.02'), ('A', DECIMAL '36.00', DECIMAL '45983.16', DECIMAL '0.09', DECIMAL '0.06'), ('R', DECIMAL '8.00', DECIMAL '13309.60', DECIMAL '0.10', DECIMAL '0.02')) AS l(flag, q, p, d, t)
GROUP BY flag ORDER BY flag

-- case: h13_distribution_of_counts
-- note: after TPC-H q13: column aliases on a derived table, NOT LIKE in the join
SELECT c_count, count(*) AS custdist FROM (SELECT c.k, count(o.k) FROM (VALUES 1, 2, 3) AS c(k) LEFT OUTER JOIN (VALUES (10, 1, 'ok'), (11, 1, 'special packages requests'), (12, 2, 'fine')) AS o(k, ck, comment) ON c.k = o.ck AND o.comment NOT LIKE '%special%requests%' GROUP BY c.k) AS c_orders (c_custkey, c_count) GROUP BY c_count ORDER BY custdist DESC, c_count DESC

-- case: h14_promo_share
-- note: after TPC-H q14
SELECT 100.00 * sum(CASE WHEN type LIKE 'PROMO%' THEN p * (1 - d) ELSE 0 END) / sum(p * (1 - d)) AS promo_revenue FROM (VALUES ('PROMO BRUSHED', 100.00, 0.05), ('STANDARD', 300.00, 0.10)) AS t(type, p, d)

-- case: h08_market_share_by_year
-- note: after TPC-H q8: EXTRACT in a derived table
SELECT o_year, sum(CASE WHEN nation = 'BRAZIL' THEN volume ELSE 0e0 END) / sum(volume) AS mkt_share FROM (SELECT extract(YEAR FROM d) AS o_year, p * (1 - disc) AS volume, nation FROM (VALUES (DATE '1995-06-01', 100e0, 0.5e0, 'BRAZIL'), (DATE '1995-07-01', 150e0, 0e0, 'PERU'), (DATE '1996-01-01', 1e0, 0e0, 'PERU')) AS t(d, p, disc, nation)) AS all_nations GROUP BY o_year ORDER BY o_year

-- case: h16_distinct_without_bad
-- note: after TPC-H q16: NOT IN with a subquery in the WHERE, count DISTINCT
SELECT brand, type, size, count(DISTINCT s) AS supplier_cnt FROM (VALUES ('B1', 'x', 3, 1), ('B1', 'x', 3, 2), ('B1', 'x', 3, 2), ('B2', 'y', 9, 3), ('B2', 'y', 14, 1)) AS ps(brand, type, size, s) WHERE brand <> 'B3' AND size IN (3, 9, 49) AND s NOT IN (SELECT k FROM (VALUES (3, 'Customer said Complaints'), (4, 'ok')) AS su(k, c) WHERE c LIKE '%Customer%Complaints%') GROUP BY brand, type, size ORDER BY supplier_cnt DESC, brand
