-- Aggregate functions, GROUP BY, HAVING, grouping sets.

-- case: count_forms
SELECT count(*) AS a, count(x) AS b, count(DISTINCT x) AS c, count(1) AS d FROM (VALUES 1, 1, 2, NULL) t(x)

-- case: count_if
SELECT count_if(x > 1) AS a, count_if(x IS NULL) AS b FROM (VALUES 1, 2, 3, NULL) t(x)

-- case: sum_types
SELECT sum(i) AS a, sum(b) AS b, sum(d) AS c, sum(f) AS d FROM (VALUES (1, BIGINT '1', 1.50, 1.5e0), (2, BIGINT '2', 2.25, 2.5e0)) t(i, b, d, f)

-- case: avg_types
SELECT avg(i) AS a, avg(d) AS b, avg(f) AS c FROM (VALUES (1, 1.50, 1.5e0), (2, 2.25, 2.5e0)) t(i, d, f)

-- case: avg_of_decimal_rounds
SELECT avg(x) AS a FROM (VALUES DECIMAL '1.00', DECIMAL '1.00', DECIMAL '0.00') t(x)

-- case: avg_of_decimal_38_9
SELECT avg(x) AS a FROM (VALUES CAST('1.5' AS decimal(38,9)), CAST('2' AS decimal(38,9))) t(x)

-- case: sum_of_bigint_overflows
-- fails: the sum stays bigint
SELECT sum(x) FROM (VALUES 9223372036854775807, BIGINT '1') t(x)

-- case: min_max
SELECT min(x) AS a, max(x) AS b, min(s) AS c, max(d) AS d FROM (VALUES (1, 'b', DATE '2026-01-02'), (2, 'A', DATE '2026-01-01'), (NULL, NULL, NULL)) t(x, s, d)

-- case: min_max_n
SELECT min(x, 2) AS a, max(x, 2) AS b FROM (VALUES 5, 1, 3, NULL) t(x)

-- case: max_by_min_by
SELECT max_by(name, score) AS a, min_by(name, score) AS b FROM (VALUES ('ann', 3), ('bob', 5), ('cid', 1), ('dot', NULL)) t(name, score)

-- case: max_by_n
SELECT max_by(name, score, 2) AS a, min_by(name, score, 2) AS b FROM (VALUES ('ann', 3), ('bob', 5), ('cid', 1)) t(name, score)

-- case: max_by_null_value
SELECT max_by(name, score) AS a FROM (VALUES ('ann', 3), (NULL, 5)) t(name, score)

-- case: max_by_of_row
SELECT max_by(ROW(name, score), score) AS a FROM (VALUES ('ann', 3), ('bob', 5)) t(name, score)

-- case: empty_input
SELECT count(*) AS a, sum(x) AS b, min(x) AS c, avg(x) AS d, array_agg(x) AS e, count_if(x > 0) AS f FROM (VALUES 1) t(x) WHERE x > 5

-- case: all_null_input
SELECT count(x) AS a, sum(x) AS b, max(x) AS c, array_agg(x) AS d, bool_and(x > 0) AS e FROM (VALUES CAST(NULL AS integer)) t(x)

-- case: bool_aggregates
SELECT bool_and(x > 0) AS a, bool_or(x > 2) AS b, every(x > 1) AS c FROM (VALUES 1, 2, 3, NULL) t(x)

-- case: arbitrary_and_any_value
SELECT arbitrary(x) AS a, any_value(x) AS b FROM (VALUES 7, 7, NULL) t(x)

-- case: array_agg_ordered
SELECT array_agg(x ORDER BY x) AS a, array_agg(x ORDER BY x DESC) AS b, array_agg(DISTINCT x ORDER BY x) AS c FROM (VALUES 2, 1, 2, 3) t(x)

-- case: array_agg_keeps_null
SELECT array_agg(x ORDER BY x) AS a, array_agg(x ORDER BY x DESC NULLS FIRST) AS b, array_agg(x ORDER BY x) FILTER (WHERE x IS NOT NULL) AS c FROM (VALUES 2, NULL, 1) t(x)

-- case: array_agg_ordered_by_other
SELECT array_agg(name ORDER BY score DESC, name) AS a FROM (VALUES ('ann', 3), ('bob', 5), ('cid', 3)) t(name, score)

-- case: map_agg
SELECT map_agg(k, v) AS a FROM (VALUES ('a', 1), ('b', 2)) t(k, v)

-- case: multimap_agg
SELECT multimap_agg(k, v) AS a FROM (VALUES ('a', 1)) t(k, v)

-- case: map_union
SELECT map_union(m) AS a FROM (VALUES map(ARRAY['a'], ARRAY[1]), map(ARRAY['b'], ARRAY[2])) t(m)

-- case: histogram
SELECT histogram(x) AS a FROM (VALUES 'a', 'b', 'a', NULL) t(x)

-- case: listagg
SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x) AS a, listagg(x, '-') WITHIN GROUP (ORDER BY x DESC) AS b FROM (VALUES 'b', 'a', 'c') t(x)

-- case: listagg_nulls_and_groups
SELECT g, listagg(x, ';') WITHIN GROUP (ORDER BY x) AS a FROM (VALUES (1, 'b'), (1, NULL), (1, 'a'), (2, NULL)) t(g, x) GROUP BY g ORDER BY g

-- case: filter_clause
SELECT count(*) FILTER (WHERE x > 1) AS a, sum(x) FILTER (WHERE s = 'paid') AS b, max(x) FILTER (WHERE x > 9) AS c FROM (VALUES (1, 'paid'), (2, 'new'), (3, 'paid')) t(x, s)

-- case: approx_distinct_small
SELECT approx_distinct(x) AS a, approx_distinct(s) AS b FROM (VALUES (1, 'a'), (1, 'b'), (2, 'b'), (NULL, NULL)) t(x, s)

-- case: approx_percentile_bigint
SELECT approx_percentile(x, 0.5) AS a, approx_percentile(x, 0.9) AS b, approx_percentile(x, 0.0) AS c, approx_percentile(x, 1.0) AS d FROM UNNEST(sequence(1, 10)) t(x)

-- case: approx_percentile_double
SELECT approx_percentile(x, 0.5) AS a, approx_percentile(x, 0.25) AS b, approx_percentile(x, 0.95) AS c FROM (VALUES 1.5e0, 2.5e0, 10e0, 4e0) t(x)

-- case: approx_percentile_of_list
SELECT approx_percentile(x, ARRAY[0.25, 0.5, 0.75]) AS a FROM UNNEST(sequence(1, 100)) t(x)

-- case: approx_percentile_weighted
SELECT approx_percentile(x, w, 0.5) AS a FROM (VALUES (1, 1), (2, 5), (3, 1)) t(x, w)

-- case: approx_percentile_of_decimal_column
SELECT approx_percentile(CAST(x AS double), 0.5) AS a FROM (VALUES 10.00, 20.00, 30.00) t(x)

-- case: variance_and_deviation
SELECT var_pop(x) AS a, var_samp(x) AS b, variance(x) AS c FROM (VALUES 1, 3) t(x)

-- case: standard_deviation
SELECT stddev_pop(x) AS a, stddev_samp(x) AS b, stddev(x) AS c FROM (VALUES 2e0, 4e0, 4e0, 4e0, 5e0, 5e0, 7e0, 9e0) t(x)

-- case: standard_deviation_of_one
SELECT stddev(x) AS a, stddev_pop(x) AS b, variance(x) AS c FROM (VALUES 5) t(x)

-- case: correlation
SELECT corr(y, x) AS a FROM (VALUES (1e0, 2e0), (2e0, 4e0), (3e0, 6e0)) t(x, y)

-- case: covariance_and_regression
SELECT covar_pop(y, x) AS b, covar_samp(y, x) AS c, regr_slope(y, x) AS d, regr_intercept(y, x) AS e FROM (VALUES (1e0, 2e0), (2e0, 4e0), (3e0, 6e0)) t(x, y)

-- case: geometric_mean
SELECT geometric_mean(x) AS a FROM (VALUES 4, 4) t(x)

-- case: checksum_is_order_free
SELECT checksum(x) = checksum(y) AS a FROM (VALUES (1, 2), (2, 1)) t(x, y)

-- case: bitwise_aggregates
SELECT bitwise_and_agg(x) AS a, bitwise_or_agg(x) AS b FROM (VALUES 12, 10) t(x)

-- case: reduce_agg
SELECT reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b) AS a FROM (VALUES 1, 2, 3) t(x)

-- case: sum_distinct
SELECT sum(DISTINCT x) AS a, avg(DISTINCT x) AS b FROM (VALUES 1, 1, 2) t(x)

-- case: group_by_column
SELECT s, count(*) AS n, sum(x) AS total FROM (VALUES ('a', 1), ('b', 2), ('a', 3), (NULL, 4)) t(s, x) GROUP BY s ORDER BY s

-- case: group_by_position
SELECT upper(s) AS u, count(*) AS n FROM (VALUES 'a', 'A', 'b') t(s) GROUP BY 1 ORDER BY 1

-- case: group_by_expression
SELECT x % 2 AS parity, count(*) AS n FROM (VALUES 1, 2, 3) t(x) GROUP BY x % 2 ORDER BY parity

-- case: group_by_unused_column
SELECT count(*) AS n FROM (VALUES 'a', 'b', 'a') t(s) GROUP BY s ORDER BY n

-- case: having
SELECT s, count(*) AS n FROM (VALUES 'a', 'b', 'a') t(s) GROUP BY s HAVING count(*) > 1 ORDER BY s

-- case: having_without_group_by
SELECT sum(x) AS a FROM (VALUES 1, 2) t(x) HAVING count(*) > 1

-- case: order_by_aggregate
SELECT s FROM (VALUES 'a', 'b', 'a') t(s) GROUP BY s ORDER BY count(*) DESC

-- case: aggregate_of_expression
SELECT sum(CASE WHEN s = 'paid' THEN x ELSE 0 END) AS a, sum(if(s = 'new', x)) AS b FROM (VALUES (1.50, 'paid'), (2.00, 'new')) t(x, s)

-- case: ratio_of_counts
SELECT count_if(s = 'paid') / count(*) AS a, CAST(count_if(s = 'paid') AS double) / count(*) AS b, 100.0 * count_if(s = 'paid') / count(*) AS c FROM (VALUES 'paid', 'new', 'new') t(s)

-- case: rollup
SELECT a, b, sum(x) AS total FROM (VALUES ('p', 'q', 1), ('p', 'r', 2), ('s', 'q', 4)) t(a, b, x) GROUP BY ROLLUP (a, b) ORDER BY a, b

-- case: cube
SELECT a, b, sum(x) AS total FROM (VALUES ('p', 'q', 1), ('p', 'r', 2), ('s', 'q', 4)) t(a, b, x) GROUP BY CUBE (a, b) ORDER BY a, b

-- case: grouping_sets
SELECT a, b, sum(x) AS total FROM (VALUES ('p', 'q', 1), ('p', 'r', 2), ('s', 'q', 4)) t(a, b, x) GROUP BY GROUPING SETS ((a), (b), ()) ORDER BY a, b

-- case: grouping_function
SELECT a, grouping(a) AS g, sum(x) AS total FROM (VALUES ('p', 1), ('q', 2)) t(a, x) GROUP BY ROLLUP (a) ORDER BY g, a

-- case: grouping_of_two_columns
SELECT a, b, grouping(a, b) AS g, count(*) AS n FROM (VALUES ('p', 'q'), ('p', 'r')) t(a, b) GROUP BY GROUPING SETS ((a, b), (a), (b)) ORDER BY g, a, b

-- case: group_by_mixed_with_rollup
SELECT a, b, count(*) AS n FROM (VALUES ('p', 'q'), ('p', 'r')) t(a, b) GROUP BY a, ROLLUP (b) ORDER BY a, b

-- case: column_not_grouped
-- fails: b is neither grouped nor aggregated
SELECT a, b, count(*) FROM (VALUES (1, 2)) t(a, b) GROUP BY a

-- case: aggregate_in_where
-- fails: WHERE comes before aggregation
SELECT a FROM (VALUES 1) t(a) WHERE sum(a) > 0

-- case: nested_aggregates
-- fails: an aggregate holds no aggregate
SELECT sum(count(*)) FROM (VALUES 1) t(a)

-- case: sum_of_text
-- fails: text is not summed
SELECT sum(x) FROM (VALUES '1', '2') t(x)

-- case: sum_of_interval
SELECT sum(b - a) AS a FROM (VALUES (TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 01:30:00'), (TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-02 00:00:00')) t(a, b)

-- case: max_of_timestamp
SELECT max(ts) AS a, min(date(ts)) AS b FROM (VALUES TIMESTAMP '2026-01-01 10:00:00.500', TIMESTAMP '2026-01-02 09:00:00.250') t(ts)

-- case: skewness_and_kurtosis
SELECT skewness(x) AS a, kurtosis(x) AS b FROM (VALUES 1, 2, 3, 10) t(x)

-- case: percentile_of_decimals_a
SELECT approx_percentile(x, 0.5) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_b
SELECT approx_percentile(x, 0.5e0) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_c
SELECT approx_percentile(x, ARRAY[0.5, 0.9]) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_d
SELECT approx_percentile(x, ARRAY[0.5e0, 0.99e0]) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_e
SELECT approx_percentile(DISTINCT x, 0.5) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_f
SELECT approx_percentile(x, 0.5) FILTER (WHERE x > 2) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_g
SELECT x, approx_percentile(x, 0.5) OVER (ORDER BY x) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x) ORDER BY 1

-- case: percentile_of_decimals_h
SELECT approx_percentile(x * 1.0, 0.9) / 4 FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.891') t(x)

-- case: percentile_of_decimals_i
SELECT round(approx_percentile(x, 0.9), 1), CAST(approx_percentile(x, 0.9) AS decimal(18, 2)) FROM (VALUES DECIMAL '1.25', DECIMAL '3.5', DECIMAL '1234567.89') t(x)

-- case: percentile_of_null
SELECT approx_percentile(NULL, 0.5)

-- case: distinct_doubles_in_order
SELECT array_agg(DISTINCT v ORDER BY v) FROM (VALUES 2e0, 1e0, 2e0, nan()) t(v)

-- case: distinct_doubles_in_order_with_zeros
SELECT array_agg(DISTINCT v ORDER BY v DESC) FROM (VALUES 2e0, 1e0, 0e0, -0e0, NULL) t(v)

-- case: distinct_zeros
SELECT array_agg(DISTINCT v) FROM (VALUES 0e0, -0e0) t(v)

-- case: distinct_reals_in_order
SELECT array_agg(DISTINCT v ORDER BY v NULLS FIRST) FROM (VALUES REAL '2', REAL '1', NULL, REAL '2') t(v)

-- case: distinct_doubles_in_order_by_group
SELECT g, array_agg(DISTINCT v ORDER BY v) FROM (VALUES (1, 2e0), (1, 1e0), (2, 2e0), (1, 2e0)) t(g, v) GROUP BY g ORDER BY g

-- case: distinct_rows_of_doubles_in_order
SELECT array_agg(DISTINCT ROW(v, 1) ORDER BY ROW(v, 1)) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: distinct_arrays_of_doubles_in_order
SELECT array_agg(DISTINCT ARRAY[v] ORDER BY ARRAY[v]) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: distinct_quotients_in_order
SELECT array_agg(DISTINCT v / 2 ORDER BY v / 2) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: distinct_doubles_in_two_orders
SELECT array_agg(DISTINCT v ORDER BY v), array_agg(DISTINCT v ORDER BY v DESC), array_agg(v ORDER BY v) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: distinct_doubles_summed_in_order
SELECT sum(DISTINCT v ORDER BY v), count(DISTINCT v ORDER BY v) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: distinct_in_order_of_another
-- fails: the order is no argument
SELECT array_agg(DISTINCT v ORDER BY v + 1) FROM (VALUES 2e0, 1e0, 2e0) t(v)

-- case: standard_error_out_of_range
-- fails: the error is at most 0.26
SELECT approx_distinct(3, 2.5e0)

-- case: order_of_what_has_none
SELECT g, count(v ORDER BY v) AS a, sum(v ORDER BY v DESC) AS b, min(v ORDER BY v) AS c, max(v ORDER BY v) AS d, stddev(v ORDER BY v) AS e, avg(v ORDER BY v) AS f, approx_distinct(v ORDER BY v) AS h, bitwise_or_agg(v ORDER BY v) AS i, count_if(v > 1 ORDER BY v) AS j
FROM (VALUES (1, 2), (1, 1), (2, 2), (2, NULL), (1, 3)) t (g, v) GROUP BY g ORDER BY g

-- case: order_of_what_has_none_among_distinct
SELECT g, count(DISTINCT v ORDER BY v) AS a, sum(DISTINCT v ORDER BY v DESC) AS b, min(DISTINCT v ORDER BY v) AS c, avg(DISTINCT v ORDER BY v) AS d, variance(DISTINCT v ORDER BY v) AS e
FROM (VALUES (1, 2.5), (1, 1.0), (2, 2.5), (2, NULL), (1, 2.5)) t (g, v) GROUP BY g ORDER BY g

-- case: order_of_what_has_none_of_doubles
SELECT count(DISTINCT v ORDER BY v) AS a, sum(DISTINCT v ORDER BY v DESC) AS b, avg(v ORDER BY v) AS c, variance(DISTINCT v ORDER BY v DESC NULLS FIRST) FILTER (WHERE v > 1) AS d, max(v ORDER BY v) AS e
FROM (VALUES 2e0, 1e0, 2e0, NULL, 3e0) t (v)

-- case: arbitrary_forgets_its_order
SELECT g, arbitrary(v ORDER BY v) AS a, any_value(v ORDER BY v DESC) AS b FROM (VALUES (1, 2), (1, 1), (1, 3)) t (g, v) GROUP BY g

-- case: histogram_of_distinct_beside_others
SELECT count(v) AS a, histogram(DISTINCT v) AS b, count(DISTINCT v) AS c, histogram(v) AS d FROM (VALUES 'b', 'a', 'b', NULL, 'c') t (v)

-- case: histogram_of_distinct_with_filter
SELECT histogram(DISTINCT v) FILTER (WHERE v > 1) AS a FROM (VALUES 2, 1, 2, NULL, 3) t (v)

-- case: multimap_of_distinct_beside_others
SELECT count(v) AS a, multimap_agg(DISTINCT g, v) AS b, count(DISTINCT v) AS c FROM (VALUES (1, 'x'), (1, 'x'), (2, 'y'), (NULL, 'z')) t (g, v)

-- case: multimap_of_distinct_by_group
SELECT g, multimap_agg(DISTINCT k, v) FILTER (WHERE v <> 'z') AS a FROM (VALUES (1, 'a', 'x'), (1, 'a', 'x'), (2, 'b', 'y'), (2, 'b', 'z'), (2, NULL, 'z')) t (g, k, v) GROUP BY g ORDER BY g

-- case: listagg_of_groups_without_separator
SELECT k, listagg(x, '') WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1,'b'),(2,NULL),(1,'é'),(3,'')) t(k,x) GROUP BY k ORDER BY k

-- case: listagg_of_groups_with_empty_texts
SELECT k, listagg(x, '; ') WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (1,'b'),(2,NULL),(1,''),(3,''),(1,'é')) t(k,x) GROUP BY k ORDER BY k
