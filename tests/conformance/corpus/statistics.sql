-- Statistics in plain SQL as course notes and analysts' wikis show it: inequality, concentration, regression, similarity, tests.

-- case: gini_by_ranked_income
-- note: Gini coefficient from ranks: sum of rank times value
SELECT region, round(2 * sum(i * x) / (count(*) * sum(x)) - (count(*) + 1e0) / count(*), 6) AS gini
FROM (SELECT region, x, row_number() OVER (PARTITION BY region ORDER BY x) AS i FROM (VALUES ('n', 1e0), ('n', 1e0), ('n', 8e0), ('s', 5e0), ('s', 5e0), ('w', 0e0)) AS t(region, x))
GROUP BY region ORDER BY region

-- case: lorenz_curve_points
-- note: cumulative shares of people and income, area by trapezoids with lag defaults
WITH p AS (
  SELECT x, row_number() OVER (ORDER BY x) * 1e0 / count(*) OVER () AS pop, sum(x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) / sum(x) OVER () AS inc
  FROM (VALUES 10e0, 20e0, 30e0, 140e0) AS t(x)
), seg AS (SELECT *, (pop - lag(pop, 1, 0) OVER (ORDER BY pop)) * (inc + lag(inc, 1, 0) OVER (ORDER BY pop)) / 2 AS area FROM p)
SELECT x, pop, inc, round(1 - 2 * sum(area) OVER (), 6) AS gini FROM seg ORDER BY pop


-- case: least_squares_by_hand
-- note: slope and intercept from sums, residuals joined back, compared with regr functions
WITH d(x, y) AS (VALUES (1e0, 2.1e0), (2e0, 3.9e0), (3e0, 6.2e0), (4e0, 7.8e0), (NULL, 5e0), (5e0, NULL)),
fit AS (
  SELECT (count(*) * sum(x * y) - sum(x) * sum(y)) / (count(*) * sum(x * x) - sum(x) * sum(x)) AS b, avg(x) AS mx, avg(y) AS my
  FROM d WHERE x IS NOT NULL AND y IS NOT NULL
)
SELECT d.x, d.y, round(fit.my + fit.b * (d.x - fit.mx), 4) AS y_hat, round(d.y - (fit.my + fit.b * (d.x - fit.mx)), 4) AS resid, (SELECT round(regr_slope(y, x), 6) FROM d) = round(fit.b, 6) AS same
FROM d CROSS JOIN fit ORDER BY d.x NULLS LAST

-- case: r_squared_and_pearson
-- note: coefficient of determination through corr squared per group, groups of one give null or nan
SELECT g, count(*) AS n, round(pow(corr(y, x), 2), 6) AS r2, round(covar_samp(y, x), 6) AS cov, round(regr_intercept(y, x), 6) AS a
FROM (VALUES ('p', 1e0, 1e0), ('p', 2e0, 3e0), ('p', 3e0, 2e0), ('q', 1e0, 1e0), ('q', 2e0, NULL)) AS t(g, x, y)
WHERE g = 'p' GROUP BY g

-- case: spearman_with_average_ranks
-- note: tied ranks averaged by window over the rank, then Pearson of ranks
WITH v(x, y) AS (VALUES (10, 1), (20, 3), (20, 2), (30, 5), (40, 4)),
r AS (SELECT avg(rx) OVER (PARTITION BY x) AS ax, avg(ry) OVER (PARTITION BY y) AS ay FROM (SELECT x, y, CAST(row_number() OVER (ORDER BY x, y) AS double) AS rx, row_number() OVER (ORDER BY y) AS ry FROM v))
SELECT round(corr(ax, ay), 8) AS rho, min(ax) AS lo, max(ay) AS hi FROM r

-- case: percentile_disc_and_cont_by_window
-- note: discrete by cume_dist, continuous by interpolation between two positions
WITH v(k, x) AS (VALUES ('a', 15.0), ('a', 20.0), ('a', 35.0), ('a', 40.0), ('a', 50.0), ('b', 7.5)),
o AS (SELECT k, x, cume_dist() OVER (PARTITION BY k ORDER BY x) AS cd, row_number() OVER (PARTITION BY k ORDER BY x) AS rn, count(*) OVER (PARTITION BY k) AS n FROM v)
SELECT k, min(x) FILTER (WHERE cd >= 0.4) AS disc40,
  sum(CASE WHEN rn = floor(1 + 0.4 * (n - 1)) THEN x * (1 - (1 + 0.4 * (n - 1) - floor(1 + 0.4 * (n - 1)))) WHEN rn = floor(1 + 0.4 * (n - 1)) + 1 THEN x * (1 + 0.4 * (n - 1) - floor(1 + 0.4 * (n - 1))) ELSE 0 END) AS cont40
FROM o GROUP BY k ORDER BY k

-- case: mode_with_all_ties
-- note: all modal values per group in one list, ties by rank on count
SELECT g, array_agg(v ORDER BY v) AS modes, max(c) AS times
FROM (SELECT g, v, count(*) AS c, rank() OVER (PARTITION BY g ORDER BY count(*) DESC) AS rk FROM (VALUES (1, 'a'), (1, 'b'), (1, 'b'), (1, 'a'), (1, 'c'), (2, NULL), (2, NULL), (2, 'z')) AS t(g, v) GROUP BY g, v)
WHERE rk = 1 GROUP BY g ORDER BY g

-- case: chi_square_contingency
-- note: expected counts from marginal windows over a full cross of levels, missing cells as zero
WITH obs(sex, choice) AS (VALUES ('f', 'y'), ('f', 'y'), ('f', 'n'), ('m', 'n'), ('m', 'n'), ('m', 'u')),
cells AS (SELECT a.sex, b.choice, count(o.sex) AS o FROM (SELECT DISTINCT sex FROM obs) a CROSS JOIN (SELECT DISTINCT choice FROM obs) b LEFT JOIN obs o ON o.sex = a.sex AND o.choice = b.choice GROUP BY a.sex, b.choice),
e AS (SELECT *, CAST(sum(o) OVER (PARTITION BY sex) * sum(o) OVER (PARTITION BY choice) AS double) / sum(o) OVER () AS ex FROM cells)
SELECT round(sum(pow(o - ex, 2) / ex), 6) AS chi2, (count(DISTINCT sex) - 1) * (count(DISTINCT choice) - 1) AS df, sum(o) AS n FROM e

-- case: welch_t_statistic
-- note: t and degrees of freedom from group variances pivoted by CASE
SELECT round((m1 - m2) / sqrt(v1 / n1 + v2 / n2), 6) AS t, round(pow(v1 / n1 + v2 / n2, 2) / (pow(v1 / n1, 2) / (n1 - 1) + pow(v2 / n2, 2) / (n2 - 1)), 4) AS df
FROM (SELECT avg(CASE g WHEN 'A' THEN x END) AS m1, avg(CASE g WHEN 'B' THEN x END) AS m2, var_samp(CASE g WHEN 'A' THEN x END) AS v1, variance(IF(g = 'B', x)) AS v2, count_if(g = 'A') AS n1, count_if(g = 'B') AS n2
      FROM (VALUES ('A', 5.1e0), ('A', 4.9e0), ('A', 5.6e0), ('B', 4.2e0), ('B', 4.4e0), ('B', 3.9e0), ('B', 4.0e0)) AS t(g, x))

-- case: jaccard_of_user_sets
-- note: sets as arrays; jaccard by intersect and union lengths for pairs, best partner by max_by with n
WITH s AS (SELECT u, array_agg(DISTINCT i) AS items FROM (VALUES ('a', 1), ('a', 2), ('a', 3), ('b', 2), ('b', 3), ('c', 9), ('d', 1), ('d', 9), ('a', 1)) AS t(u, i) GROUP BY u),
p AS (SELECT x.u, y.u AS other, CAST(cardinality(array_intersect(x.items, y.items)) AS double) / cardinality(array_union(x.items, y.items)) AS j FROM s x JOIN s y ON x.u <> y.u AND arrays_overlap(x.items, y.items))
SELECT u, max_by(other, j) AS best, round(max(j), 4) AS j, max_by(other, j, 1) AS top1 FROM p GROUP BY u HAVING max(j) > 0.3 ORDER BY u

-- case: cosine_of_dense_vectors
-- note: dot product by zip_with and reduce, norms by the same, zero vectors give null by nullif
WITH e(id, v) AS (VALUES ('q', ARRAY[1.0e0, 2.0e0, 0.0e0]), ('r', ARRAY[2.0e0, 4.0e0, 0.0e0]), ('s', ARRAY[0.0e0, -1.0e0, 5.0e0]), ('z', ARRAY[0e0, 0e0, 0e0]))
SELECT a.id, b.id AS other, round(reduce(zip_with(a.v, b.v, (x, y) -> x * y), 0e0, (s, x) -> s + x, s -> s)
  / nullif(sqrt(reduce(a.v, 0e0, (s, x) -> s + x * x, s -> s)) * sqrt(reduce(b.v, 0e0, (s, x) -> s + x * x, s -> s)), 0), 6) AS cos
FROM e a JOIN e b ON a.id < b.id ORDER BY 1, 2

-- case: naive_bayes_two_classes
-- note: log likelihoods with add-one smoothing from counted words, class by max_by
WITH train(cls, w) AS (VALUES ('spam', 'win'), ('spam', 'cash'), ('spam', 'win'), ('ham', 'meet'), ('ham', 'cash'), ('ham', 'lunch'), ('ham', 'meet')),
vocab AS (SELECT count(DISTINCT w) AS n FROM train),
docs(id, ws) AS (VALUES (1, ARRAY['win', 'cash']), (2, ARRAY['meet', 'cash', 'zzz'])),
sc AS (
  SELECT d.id, c.cls, ln(c.n / CAST((SELECT count(*) FROM train) AS double)) + sum(ln((coalesce(t.k, 0) + 1e0) / (c.n + v.n))) AS logp
  FROM docs d CROSS JOIN UNNEST(d.ws) AS u(w) CROSS JOIN (SELECT cls, count(*) AS n FROM train GROUP BY cls) c CROSS JOIN vocab v
  LEFT JOIN (SELECT cls, w, count(*) AS k FROM train GROUP BY cls, w) t ON t.cls = c.cls AND t.w = u.w
  GROUP BY d.id, c.cls, c.n
)
SELECT id, max_by(cls, logp) AS predicted, round(max(logp) - min(logp), 6) AS margin FROM sc GROUP BY id ORDER BY id

-- case: confusion_matrix_metrics
-- note: precision, recall, F1 and Matthews correlation from booleans, divisions guarded
WITH c AS (SELECT count_if(p AND a) AS tp, count_if(p AND NOT a) AS fp, count_if(NOT p AND a) AS fn, count_if(NOT p AND NOT a) AS tn FROM (VALUES (true, true), (true, false), (false, true), (true, true), (false, false), (NULL, true)) AS t(p, a))
SELECT tp, fp, fn, tn, 1.00 * tp / nullif(tp + fp, 0) AS prec, 1.00 * tp / nullif(tp + fn, 0) AS rec, round(2e0 * tp / (2 * tp + fp + fn), 4) AS f1, round((tp * tn - fp * fn) / sqrt(CAST(tp + fp AS double) * (tp + fn) * (tn + fp) * (tn + fn)), 4) AS mcc FROM c

-- case: roc_auc_by_rank_sum
-- note: Mann-Whitney AUC from ranks
SELECT round((sum(IF(y = 1, rk, 0)) - sum(y) * (sum(y) + 1) / 2e0) / (sum(y) * (count(*) - sum(y))), 5) AS auc
FROM (SELECT y, rank() OVER (ORDER BY score) + (count(*) OVER (PARTITION BY score) - 1) / 2e0 AS rk FROM (VALUES (1, 0.9), (0, 0.8), (1, 0.7), (0, 0.3), (1, 0.3), (0, 0.1)) AS t(y, score))

-- case: shannon_entropy_of_columns
-- fails: function not found
-- note: entropy of counts in bits by the entropy aggregate and by logs, normalised
SELECT col, round(entropy(n), 6) AS e_fn, round(-sum(n / total * log2(n / total)), 6) AS e_hand, count(*) AS levels
FROM (SELECT col, v, CAST(count(*) AS double) AS n, CAST(sum(count(*)) OVER (PARTITION BY col) AS double) AS total FROM (VALUES ('a', 'x'), ('a', 'y'), ('a', 'x'), ('a', 'z'), ('b', 'x'), ('b', 'x')) AS t(col, v) GROUP BY col, v)
GROUP BY col ORDER BY col

-- case: geometric_and_harmonic_means
-- note: means compared; geometric_mean of growth factors, harmonic by reciprocals, trimmed by window positions
SELECT round(geometric_mean(x), 6) AS geo, round(count(x) / sum(1 / x), 6) AS harm, round(avg(x), 6) AS arith, round(avg(x) FILTER (WHERE rn BETWEEN 2 AND n - 1), 6) AS trimmed, round(exp(avg(ln(x))), 6) AS geo2
FROM (SELECT x, row_number() OVER (ORDER BY x) AS rn, count(*) OVER () AS n FROM (VALUES 1.1e0, 0.9e0, 1.3e0, 4e0) AS t(x))

-- case: median_of_other_dialects
-- fails: Trino has no median aggregate
SELECT grp, median(x) AS med FROM (VALUES ('a', 1), ('a', 3)) AS t(grp, x) GROUP BY grp

-- case: ratio_division_by_zero
-- fails: integer division by zero in a conversion rate
SELECT variant, sum(conv) * 100 / sum(visits) AS rate FROM (VALUES ('A', 3, 10), ('B', 0, 0)) AS t(variant, conv, visits) GROUP BY variant ORDER BY variant

-- case: normal_cdf
SELECT normal_cdf(0, 1, x), normal_cdf(10.5, 2.25, x), normal_cdf(-3, 0.5, x) FROM (VALUES -40e0, -5e0, -3.3e0, -1.96e0, -1e0, -0.5e0, -0.1e0, 0e0, 1e-10, 0.25e0, 1e0, 1.2e0, 1.7e0, 2.5e0, 3e0, 6e0, 9e0, 50e0, nan(), infinity(), NULL) t(x) ORDER BY x

-- case: inverse_normal_cdf
SELECT inverse_normal_cdf(0, 1, x), inverse_normal_cdf(10.5, 2.25, x) FROM (VALUES 1e-300, 1e-20, 1e-8, 0.001e0, 0.01e0, 0.025e0, 0.1e0, 0.25e0, 0.4e0, 0.5e0, 0.6e0, 0.75e0, 0.9e0, 0.975e0, 0.99e0, 0.999e0, 0.99999999e0, NULL) t(x) ORDER BY x

-- case: normal_cdf_refused_1
-- fails: out of range or of another type
SELECT inverse_normal_cdf(0, 1, 0)

-- case: normal_cdf_refused_2
-- fails: out of range or of another type
SELECT inverse_normal_cdf(0, 1, 1)

-- case: normal_cdf_refused_3
-- fails: out of range or of another type
SELECT inverse_normal_cdf(0, 0, 0.5)

-- case: normal_cdf_refused_4
-- fails: out of range or of another type
SELECT normal_cdf(0, 0, 0.5)

-- case: normal_cdf_refused_5
-- fails: out of range or of another type
SELECT normal_cdf(0, -1, 0.5)

-- case: normal_cdf_refused_6
-- fails: out of range or of another type
SELECT normal_cdf(0, 1)

-- case: normal_cdf_refused_7
-- fails: out of range or of another type
SELECT normal_cdf(0, 1, 'a')

-- case: normal_cdf_refused_8
-- fails: out of range or of another type
SELECT normal_cdf(0, nan(), 1)
