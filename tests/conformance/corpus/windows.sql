-- Window functions.

-- case: row_number_types
SELECT x, row_number() OVER (ORDER BY x) AS n, row_number() OVER (ORDER BY x) - 5 AS m FROM (VALUES 10, 20) t(x) ORDER BY x

-- case: ranks
SELECT x, rank() OVER (ORDER BY x) AS a, dense_rank() OVER (ORDER BY x) AS b, percent_rank() OVER (ORDER BY x) AS c, cume_dist() OVER (ORDER BY x) AS d
FROM (VALUES 1, 2, 2, 4, 5) t(x) ORDER BY x, a

-- case: ntile
SELECT x, ntile(2) OVER (ORDER BY x) AS n FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: partition_by
SELECT g, x, row_number() OVER (PARTITION BY g ORDER BY x DESC) AS n FROM (VALUES ('a', 1), ('a', 2), ('b', 3)) t(g, x) ORDER BY g, n

-- case: lag_lead
SELECT x, lag(x) OVER (ORDER BY x) AS a, lead(x) OVER (ORDER BY x) AS b, lag(x, 2, -1) OVER (ORDER BY x) AS c, lead(x, 1, 0) OVER (ORDER BY x) AS d FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: lag_ignore_nulls
SELECT i, lag(x) IGNORE NULLS OVER (ORDER BY i) AS a, first_value(x) IGNORE NULLS OVER (ORDER BY i) AS b FROM (VALUES (1, NULL), (2, 5), (3, NULL), (4, 7)) t(i, x) ORDER BY i

-- case: first_last_nth_value
SELECT x, first_value(x) OVER (ORDER BY x) AS a, last_value(x) OVER (ORDER BY x) AS b, last_value(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS c, nth_value(x, 2) OVER (ORDER BY x) AS d
FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: running_sum
SELECT x, sum(x) OVER (ORDER BY x) AS a, sum(x) OVER () AS b FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: running_sum_with_ties
SELECT i, x, sum(x) OVER (ORDER BY x) AS by_range, sum(x) OVER (ORDER BY x, i ROWS UNBOUNDED PRECEDING) AS by_rows FROM (VALUES (1, 1), (2, 1), (3, 2)) t(i, x) ORDER BY i

-- case: moving_average
SELECT x, avg(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS a, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS b FROM (VALUES 1, 2, 3, 4) t(x) ORDER BY x

-- case: range_with_offset
SELECT x, count(*) OVER (ORDER BY x RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS n FROM (VALUES 1, 2, 4, 5, 9) t(x) ORDER BY x

-- case: range_with_interval
SELECT d, sum(x) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS s FROM (VALUES (DATE '2026-01-01', 1), (DATE '2026-01-02', 2), (DATE '2026-01-05', 4)) t(d, x) ORDER BY d

-- case: groups_frame
SELECT x, sum(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s, i FROM (VALUES (1, 1), (2, 1), (3, 2), (4, 3)) t(i, x) ORDER BY i

-- case: named_window
SELECT x, sum(x) OVER w AS a, count(*) OVER w AS b FROM (VALUES 1, 2, 3) t(x) WINDOW w AS (ORDER BY x) ORDER BY x

-- case: named_window_refined
SELECT g, x, sum(x) OVER (w ORDER BY x) AS a FROM (VALUES ('a', 1), ('a', 2), ('b', 3)) t(g, x) WINDOW w AS (PARTITION BY g) ORDER BY g, x

-- case: window_over_aggregate
SELECT g, sum(x) AS total, rank() OVER (ORDER BY sum(x) DESC) AS place, sum(sum(x)) OVER () AS overall FROM (VALUES ('a', 1), ('a', 2), ('b', 5)) t(g, x) GROUP BY g ORDER BY place

-- case: share_of_total
SELECT g, x, CAST(x AS double) / sum(x) OVER (PARTITION BY g) AS share FROM (VALUES ('a', 1), ('a', 3), ('b', 5)) t(g, x) ORDER BY g, x

-- case: filter_in_window
-- fails: a windowed aggregate takes no FILTER
SELECT x, count(*) FILTER (WHERE x > 1) OVER (ORDER BY x) AS n FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: count_if_window
SELECT x, count_if(x > 1) OVER (ORDER BY x) AS n FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: max_by_window
SELECT g, x, max_by(name, x) OVER (PARTITION BY g) AS best FROM (VALUES ('a', 1, 'ann'), ('a', 2, 'bob'), ('b', 3, 'cid')) t(g, x, name) ORDER BY g, x

-- case: array_agg_window
SELECT x, array_agg(x) OVER (ORDER BY x) AS seen FROM (VALUES 1, 2, 3) t(x) ORDER BY x

-- case: latest_row_per_key
SELECT id, status FROM (
  SELECT id, status, row_number() OVER (PARTITION BY id ORDER BY at DESC) AS n
  FROM (VALUES (1, 'new', TIMESTAMP '2026-01-01 10:00:00'), (1, 'paid', TIMESTAMP '2026-01-02 10:00:00'), (2, 'new', TIMESTAMP '2026-01-01 11:00:00')) t(id, status, at)
) WHERE n = 1 ORDER BY id

-- case: sessions_by_gap
SELECT who, at, sum(opens) OVER (PARTITION BY who ORDER BY at) AS session FROM (
  SELECT who, at, if(date_diff('minute', lag(at) OVER (PARTITION BY who ORDER BY at), at) <= 30, 0, 1) AS opens
  FROM (VALUES ('a', TIMESTAMP '2026-01-01 10:00:00'), ('a', TIMESTAMP '2026-01-01 10:20:00'), ('a', TIMESTAMP '2026-01-01 12:00:00'), ('b', TIMESTAMP '2026-01-01 10:00:00')) t(who, at)
) ORDER BY who, at

-- case: nulls_in_window_order
SELECT x, row_number() OVER (ORDER BY x) AS a, row_number() OVER (ORDER BY x DESC) AS b FROM (VALUES 1, NULL, 2) t(x) ORDER BY a

-- case: window_in_where
-- fails: windows come after WHERE
SELECT x FROM (VALUES 1) t(x) WHERE row_number() OVER (ORDER BY x) = 1

-- case: window_without_order_for_rank
SELECT g, count(*) OVER (PARTITION BY g) AS n FROM (VALUES 'a', 'a', 'b') t(g) ORDER BY g

-- case: distinct_in_window
-- fails: DISTINCT is not allowed in a window function
SELECT count(DISTINCT x) OVER () FROM (VALUES 1) t(x)

-- case: decimal_running_total
SELECT d, sum(amount) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS total FROM (VALUES (DATE '2026-01-01', CAST('10.00' AS decimal(12,2))), (DATE '2026-01-02', CAST('5.25' AS decimal(12,2)))) t(d, amount) ORDER BY d

-- case: avg_of_decimal_window
SELECT avg(x) OVER () AS a FROM (VALUES CAST('1.00' AS decimal(12,2)), CAST('2.01' AS decimal(12,2))) t(x) ORDER BY 1

-- case: range_with_a_distance_over_nan_nulls_last
SELECT i, x, count(*) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS up, count(*) OVER (ORDER BY x DESC RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS down FROM (VALUES (1, 1e0), (2, 2e0), (3, nan()), (4, NULL), (5, 4e0), (6, nan()), (7, infinity())) t(i, x) ORDER BY i

-- case: range_with_a_distance_nulls_first
SELECT i, x, count(*) OVER (ORDER BY x NULLS FIRST RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS up, count(*) OVER (ORDER BY x DESC NULLS FIRST RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS down FROM (VALUES (1, 1e0), (2, 2e0), (4, NULL), (5, 4e0), (7, infinity()), (8, -infinity())) t(i, x) ORDER BY i

-- case: range_without_a_distance_over_nan_nulls_first
SELECT i, x, count(*) OVER (ORDER BY x NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS up FROM (VALUES (1, 1e0), (2, 2e0), (3, nan()), (4, NULL), (6, nan())) t(i, x) ORDER BY i

-- case: range_with_a_distance_over_nan_nulls_first
-- note: Trino takes 4 for near to 1 here; the engine refuses
SELECT i, x, count(*) OVER (ORDER BY x NULLS FIRST RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS up FROM (VALUES (1, 1e0), (2, 2e0), (3, nan()), (4, NULL), (5, 4e0)) t(i, x) ORDER BY i

-- case: range_with_a_distance_over_nan_of_real_nulls_first
SELECT i, x, count(*) OVER (ORDER BY x DESC NULLS FIRST RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS down FROM (VALUES (1, REAL '1'), (2, REAL '2'), (3, REAL 'NaN'), (4, NULL), (5, REAL '4')) t(i, x) ORDER BY i
