-- case: integers
SELECT cardinality(approx_set(x)) FROM (VALUES 1, 2, 2, NULL, 3) t(x)

-- case: texts
SELECT cardinality(approx_set(x)) FROM (VALUES 'a', 'b', 'a', NULL) t(x)

-- case: doubles
SELECT cardinality(approx_set(x)) FROM (VALUES 1e0, -0e0, 0e0, nan(), NULL) t(x)

-- case: dates
-- fails: of bigint, double and varchar
SELECT cardinality(approx_set(x)) FROM (VALUES DATE '2024-01-01') t(x)

-- case: of_nulls
SELECT cardinality(approx_set(x)) FROM (VALUES CAST(NULL AS bigint)) t(x)

-- case: of_no_rows
SELECT cardinality(approx_set(x)) IS NULL FROM (SELECT 1 WHERE false) t(x)

-- case: by_group
SELECT g, cardinality(approx_set(x)) FROM (VALUES ('a', 1), ('a', 2), ('b', 2), ('b', NULL), ('c', NULL)) t(g, x) GROUP BY g ORDER BY g

-- case: merged
SELECT cardinality(merge(h)) FROM (SELECT g, approx_set(x) h FROM (VALUES ('a', 1), ('a', 2), ('b', 2), ('b', 7), ('c', NULL)) t(g, x) GROUP BY g)

-- case: merged_by_group
SELECT d, cardinality(merge(h)), sum(cardinality(h)) FROM (SELECT d, g, approx_set(x) h FROM (VALUES (1, 'a', 'u'), (1, 'a', 'v'), (1, 'b', 'u'), (2, 'b', 'w')) t(d, g, x) GROUP BY d, g) GROUP BY d ORDER BY d

-- case: empty_set
SELECT cardinality(empty_approx_set())

-- case: merged_with_empty
SELECT cardinality(merge(coalesce(h, empty_approx_set()))) FROM (SELECT g, approx_set(x) h FROM (VALUES ('a', 1), ('c', NULL)) t(g, x) GROUP BY g)

-- case: merged_over_a_window
SELECT g, cardinality(merge(h) OVER (ORDER BY g)) FROM (SELECT g, approx_set(x) h FROM (VALUES ('a', 1), ('b', 2), ('b', 1), ('c', 5)) t(g, x) GROUP BY g) ORDER BY g

-- case: booleans
-- fails: of bigint, double and varchar
SELECT cardinality(approx_set(x)) FROM (VALUES true, false) t(x)

-- case: decimals
SELECT cardinality(approx_set(x)) FROM (VALUES 1.5, 2.5, 1.50) t(x)

-- case: with_an_error
-- fails: no errors are taken
SELECT cardinality(approx_set(x, 0.01)) FROM (VALUES 1, 2) t(x)

-- case: set_itself
SELECT approx_set(x) FROM (VALUES 1, 2) t(x)

-- case: set_as_bytes
SELECT CAST(approx_set(x) AS varbinary) FROM (VALUES 1, 2) t(x)

-- case: digest_of_integers
SELECT value_at_quantile(tdigest_agg(x), 0.5) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: digest_of_doubles
SELECT value_at_quantile(tdigest_agg(x), 0.5), value_at_quantile(tdigest_agg(x), 0), value_at_quantile(tdigest_agg(x), 1), value_at_quantile(tdigest_agg(x), 0.9e0) FROM (VALUES 1e0, 2.5e0, 3e0, 10e0, NULL) t(x)

-- case: digest_by_group
SELECT g, values_at_quantiles(tdigest_agg(x), ARRAY[0.1, 0.5, 0.9]) FROM (VALUES ('a', 1e0), ('a', 5e0), ('a', 7e0), ('b', 2e0), ('c', NULL)) t(g, x) GROUP BY g ORDER BY g

-- case: digests_merged
SELECT value_at_quantile(merge(d), 0.5) FROM (SELECT g, tdigest_agg(x) d FROM (VALUES ('a', 1e0), ('a', 5e0), ('b', 7e0), ('b', 2e0), ('b', 9e0)) t(g, x) GROUP BY g)

-- case: digest_out_of_range
-- fails: out of range
SELECT value_at_quantile(tdigest_agg(x), 1.5) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: digest_at_null
SELECT value_at_quantile(tdigest_agg(x), NULL) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: digest_with_weights
SELECT value_at_quantile(tdigest_agg(x, 2), 0.5) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: digest_itself
SELECT tdigest_agg(x) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: quantile_digest
SELECT value_at_quantile(qdigest_agg(x), 0.5) FROM (VALUES 1, 2, 3, 10) t(x)

-- case: merge_of_numbers
-- fails: no sketch
SELECT merge(x) FROM (VALUES 1, 2) t(x)

-- case: sets_compared
-- fails: sketches have no equality
SELECT h = h FROM (SELECT approx_set(x) h FROM (VALUES 1, 2) t(x))

-- case: digest_of_texts
-- fails: of numbers
SELECT value_at_quantile(tdigest_agg(x), 0.5) FROM (VALUES 'a') t(x)
