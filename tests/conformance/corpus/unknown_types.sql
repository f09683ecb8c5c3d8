-- NULL without a type, and names within the aggregates of ORDER BY.

-- case: abs_of_null
SELECT abs(NULL)

-- case: round_of_null
SELECT round(NULL)

-- case: length_of_null
SELECT length(NULL)

-- case: year_of_null
SELECT year(NULL)

-- case: cardinality_of_null
SELECT cardinality(NULL)

-- case: minus_null
-- fails: ambiguous
SELECT -NULL

-- case: null_plus_null
-- fails: ambiguous
SELECT NULL + NULL

-- case: date_trunc_of_null
-- fails: ambiguous
SELECT date_trunc('day', NULL)

-- case: substr_of_null
-- fails: ambiguous
SELECT substr(NULL, 1)

-- case: reverse_of_null
-- fails: ambiguous
SELECT reverse(NULL)

-- case: geometric_mean_of_null
SELECT geometric_mean(NULL)

-- case: corr_of_null
SELECT corr(NULL, NULL)

-- case: approx_percentile_of_null
SELECT approx_percentile(NULL, 0.5)

-- case: bitwise_and_agg_of_null
SELECT bitwise_and_agg(NULL)

-- case: stddev_of_null
SELECT stddev(NULL)

-- case: avg_of_null
-- fails: ambiguous
SELECT avg(NULL)

-- case: sum_of_null
-- fails: ambiguous
SELECT sum(NULL)

-- case: sum_of_nulls_over_a_window
-- fails: ambiguous
SELECT sum(x) OVER () FROM (VALUES NULL) AS t(x)

-- case: order_by_aggregate_of_output
-- fails: a column of the output
SELECT g, count(*) AS n FROM (VALUES ('a', 1), ('b', 2)) AS t(g, x) GROUP BY g ORDER BY max(g)

-- case: order_by_aggregate_of_source
SELECT g, count(*) AS n FROM (VALUES ('a', 1), ('b', 2)) AS t(g, x) GROUP BY g ORDER BY max(t.g)

-- case: order_by_aggregate_of_renamed
SELECT g AS k, sum(x) AS s FROM (VALUES ('a', 1), ('b', 2)) AS t(g, x) GROUP BY g ORDER BY max(g), sum(x)

-- case: order_by_aggregate_of_qualified_output
-- fails: a column of the output
SELECT t.g, sum(x) AS s FROM (VALUES ('a', 1), ('b', 2)) AS t(g, x) GROUP BY t.g ORDER BY max(g)

-- case: order_by_aggregate_without_groups
-- fails: a column of the output
SELECT sum(x) AS x FROM (VALUES 1, 2) AS t(x) ORDER BY max(x)

-- case: order_by_aggregate_of_output_inside
-- fails: a column of the output
SELECT g, sum(x) AS x FROM (VALUES ('a', 1), ('b', 2)) AS t(g, x) GROUP BY g ORDER BY max(if(x > 1, x))
