-- Totals and pivots: GROUPING SETS, ROLLUP, CUBE with grouping(), totals rows by UNION ALL, crosstabs, unpivots.

-- case: sales_rollup_with_labels
-- note: rollup of two levels, labels by grouping(), real NULL region kept apart from the total
WITH s(region, product, amt) AS (
  VALUES ('north', 'a', 10), ('north', 'b', 20), ('south', 'a', 5), (NULL, 'a', 1), (NULL, NULL, 2), ('south', 'a', NULL)
)
SELECT CASE WHEN grouping(region) = 1 THEN 'ALL REGIONS' ELSE coalesce(region, '(blank)') END AS region_label,
       CASE WHEN grouping(product) = 1 THEN 'ALL' ELSE coalesce(product, '(blank)') END AS product_label,
       grouping(region, product) AS lvl,
       count(*) AS n, sum(amt) AS amt
FROM s
GROUP BY ROLLUP (region, product)
ORDER BY lvl, region_label, product_label

-- case: grouping_sets_for_three_charts
-- note: one scan feeding three charts, chart name from grouping bits
WITH e(country, device, d) AS (
  VALUES ('DE', 'ios', DATE '2026-01-01'), ('DE', 'web', DATE '2026-01-01'), ('FR', 'web', DATE '2026-01-02'), ('FR', 'web', DATE '2026-01-02'), ('DE', 'ios', DATE '2026-01-03')
)
SELECT CASE grouping(country, device, d) WHEN 3 THEN 'by country' WHEN 5 THEN 'by device' WHEN 6 THEN 'by day' ELSE 'total' END AS chart,
       coalesce(country, device, CAST(d AS varchar), '-') AS key, count(*) AS n
FROM e
GROUP BY GROUPING SETS ((country), (device), (d), ())
ORDER BY chart, key

-- case: cube_with_having
-- note: cube over two keys, only combinations with enough rows, share of the grand total through a window
WITH t(a, b, v) AS (VALUES ('x', 1, 10), ('x', 2, 20), ('y', 1, 30), ('x', 1, 40))
SELECT a, b, sum(v) AS total, count(*) AS n, round(sum(v) * 1.0 / max(sum(v)) OVER (), 3) AS share
FROM t
GROUP BY CUBE (a, b)
HAVING count(*) >= 2
ORDER BY total DESC, a NULLS LAST, b NULLS LAST

-- case: crosstab_with_margins
-- note: CASE pivot with row and column margins by a union of the aggregated CTE
WITH t(dept, sex, n) AS (VALUES ('it', 'f', 3), ('it', 'm', 7), ('hr', 'f', 4), ('ops', 'm', 2), ('ops', NULL, 1)),
p AS (
  SELECT dept, sum(CASE WHEN sex = 'f' THEN n ELSE 0 END) AS f, sum(CASE WHEN sex = 'm' THEN n ELSE 0 END) AS m, sum(n) AS total
  FROM t GROUP BY dept
)
SELECT dept, f, m, total, total - f - m AS unknown, 1 AS o FROM p
UNION ALL
SELECT 'Total', sum(f), sum(m), sum(total), sum(total - f - m), 2 FROM p
ORDER BY o, total DESC, dept

-- case: pivot_with_filter_and_ratio
SELECT month,
       sum(amt) FILTER (WHERE kind = 'in') AS inflow,
       sum(amt) FILTER (WHERE kind = 'out') AS outflow,
       coalesce(sum(amt) FILTER (WHERE kind = 'in'), 0) - coalesce(sum(amt) FILTER (WHERE kind = 'out'), 0) AS net,
       count(DISTINCT party) FILTER (WHERE kind = 'in') AS payers
FROM (VALUES ('01', 'in', 10.00, 'a'), ('01', 'out', 4.00, 'b'), ('02', 'out', 1.50, 'b'), ('03', 'in', 2.00, 'a'), ('03', 'in', 2.00, 'a')) AS t(month, kind, amt, party)
GROUP BY month
ORDER BY month

-- case: unpivot_survey_answers
-- note: columns to rows by UNNEST of two arrays, NULL answers left out, averages ranked
WITH s(resp, q1, q2, q3) AS (VALUES (1, 5, 4, NULL), (2, 3, NULL, 1), (3, 4, 4, 2))
SELECT q, count(*) AS answers, avg(score) AS mean, array_agg(score ORDER BY score DESC, resp) AS scores
FROM s CROSS JOIN UNNEST(ARRAY['q1', 'q2', 'q3'], ARRAY[q1, q2, q3]) AS u(q, score)
WHERE score IS NOT NULL
GROUP BY q
ORDER BY mean DESC, q

-- case: subtotals_inside_detail
-- note: detail rows and subtotal rows interleaved by sort keys
WITH d(acct, doc, amt) AS (VALUES ('1000', 'a', 5.00), ('1000', 'b', -2.00), ('2000', 'c', 9.99))
SELECT acct, doc, amt
FROM (
  SELECT acct, doc, amt, 0 AS o FROM d
  UNION ALL
  SELECT acct, 'subtotal', sum(amt), 1 FROM d GROUP BY acct
  UNION ALL
  SELECT NULL, 'grand total', sum(amt), 2 FROM d
) x
ORDER BY acct NULLS LAST, o, doc

-- case: rollup_dates_year_month
-- note: rollup over derived year and month, year totals and the grand total marked with stars
SELECT y, m, sum(v) AS v, rpad('', bit_count(grouping(y, m), 8), '*') AS mark
FROM (
  SELECT year(d) AS y, month(d) AS m, v
  FROM (VALUES (DATE '2025-12-01', 1), (DATE '2026-01-01', 2), (DATE '2026-01-15', 3), (DATE '2026-02-01', 4)) AS t(d, v)
)
GROUP BY ROLLUP (y, m)
ORDER BY y NULLS LAST, m NULLS LAST

-- case: top_n_and_others_row
-- note: ranks over aggregates, the rest folded to one row kept at the end
WITH c AS (
  SELECT country, count(*) AS n, row_number() OVER (ORDER BY count(*) DESC, country) AS rn
  FROM (VALUES 'DE', 'DE', 'DE', 'FR', 'FR', 'IT', 'ES', 'ES', 'PT', 'NL') AS t(country)
  GROUP BY country
)
SELECT IF(rn <= 3, country, 'Others') AS country, sum(n) AS n, count(*) AS countries
FROM c
GROUP BY IF(rn <= 3, country, 'Others')
ORDER BY min(rn)

-- case: share_of_parent_and_total
-- note: two windows over aggregates with different partitions in one select
SELECT cat, sub, sum(v) AS v,
       round(100e0 * sum(v) / sum(sum(v)) OVER (PARTITION BY cat), 1) AS of_cat,
       round(100e0 * sum(v) / sum(sum(v)) OVER (), 1) AS of_all,
       rank() OVER (PARTITION BY cat ORDER BY sum(v) DESC) AS rk
FROM (VALUES ('c1', 's1', 5), ('c1', 's2', 15), ('c2', 's3', 20), ('c1', 's1', 10), ('c2', 's4', 20)) AS t(cat, sub, v)
GROUP BY cat, sub
ORDER BY cat, rk, sub

-- case: ungrouped_column
-- fails: a column neither grouped nor aggregated
SELECT dept, name, max(salary) AS top
FROM (VALUES ('it', 'ann', 10), ('it', 'bob', 20)) AS t(dept, name, salary)
GROUP BY dept
ORDER BY dept

-- case: map_pivot_of_statuses
SELECT team, histogram(status) AS by_status, map_agg(id, status) FILTER (WHERE status <> 'done') AS open
FROM (VALUES ('t1', 1, 'done'), ('t1', 2, 'open'), ('t2', 3, 'done'), ('t1', 4, 'done'), ('t2', 5, NULL)) AS t(team, id, status)
GROUP BY team
ORDER BY team

-- case: grouping_sets_mixed_with_key
-- note: plain key beside grouping sets, distinct counts in each, empty strings as values
WITH l(y, chan, cust) AS (VALUES (2025, 'web', 'a'), (2025, '', 'a'), (2026, 'web', 'b'), (2026, 'web', 'a'), (2026, '', NULL))
SELECT y, chan, count(DISTINCT cust) AS custs, count(*) AS n, grouping(chan) AS is_total
FROM l
GROUP BY y, GROUPING SETS ((chan), ())
ORDER BY y, is_total, chan

-- case: balance_sheet_layout
-- note: layout table drives the order, lines with formulas by sign, missing lines shown with zero
WITH layout(pos, line, prefix, sgn) AS (VALUES (1, 'Cash', '10', 1), (2, 'Receivables', '14', 1), (3, 'Loans', '20', -1), (4, 'Equity', '30', -1)),
gl(acct, amt) AS (VALUES ('1000', 120.50), ('1010', 30.00), ('2000', -100.00), ('3000', -50.50), ('9999', 1.00))
SELECT l.pos, l.line, coalesce(sum(g.amt * l.sgn), 0) AS amount
FROM layout l LEFT JOIN gl g ON starts_with(g.acct, l.prefix)
GROUP BY l.pos, l.line
UNION ALL
SELECT 90, 'Unmapped', sum(amt) FROM gl g WHERE NOT EXISTS (SELECT 1 FROM layout l WHERE g.acct LIKE l.prefix || '%')
UNION ALL
SELECT 99, 'Check', sum(amt) FROM gl
ORDER BY pos
