-- Healthcare in the OMOP common data model and HL7/FHIR shapes; education: gradebooks, attendance, enrolment.

-- case: omop_condition_era
-- note: condition eras: occurrences closer than 30 days collapsed, as the OHDSI scripts do with event unions
WITH cteConditionTarget(person_id, concept_id, start_date, end_date) AS (
  VALUES (1, 201826, DATE '2025-01-01', DATE '2025-01-10'), (1, 201826, DATE '2025-02-05', DATE '2025-02-05'),
         (1, 201826, DATE '2025-06-01', NULL), (2, 201826, DATE '2025-01-01', DATE '2025-01-02'), (1, 320128, DATE '2025-01-01', DATE '2025-12-31')
),
raw_events AS (
  SELECT person_id, concept_id, start_date AS event_date, -1 AS event_type, row_number() OVER (PARTITION BY person_id, concept_id ORDER BY start_date) AS start_ordinal
  FROM cteConditionTarget
  UNION ALL
  SELECT person_id, concept_id, coalesce(end_date, start_date + INTERVAL '1' DAY) + INTERVAL '30' DAY, 1, NULL
  FROM cteConditionTarget
),
e AS (
  SELECT person_id, concept_id, event_date, event_type,
    max(start_ordinal) OVER (PARTITION BY person_id, concept_id ORDER BY event_date, event_type ROWS UNBOUNDED PRECEDING) AS start_ordinal,
    row_number() OVER (PARTITION BY person_id, concept_id ORDER BY event_date, event_type) AS overall_ord
  FROM raw_events
),
cteEndDates AS (
  SELECT person_id, concept_id, event_date - INTERVAL '30' DAY AS end_date FROM e WHERE (2 * start_ordinal) - overall_ord = 0
),
cteConditionEnds AS (
  SELECT c.person_id, c.concept_id, c.start_date, min(ed.end_date) AS era_end_date
  FROM cteConditionTarget c
  JOIN cteEndDates ed ON c.person_id = ed.person_id AND c.concept_id = ed.concept_id AND ed.end_date >= c.start_date
  GROUP BY c.person_id, c.concept_id, c.start_date
)
SELECT person_id, concept_id, min(start_date) AS era_start, era_end_date, count(*) AS occurrence_count
FROM cteConditionEnds
GROUP BY person_id, concept_id, era_end_date
ORDER BY person_id, concept_id, era_start

-- case: concept_ancestor_closure
-- note: closure table from parent links with min and max levels of separation
WITH RECURSIVE rel(child, parent) AS (VALUES (4, 2), (4, 3), (2, 1), (3, 1), (5, 4), (3, 2)),
anc(ancestor, descendant, lvl) AS (
  SELECT parent, child, 1 FROM rel
  UNION ALL
  SELECT r.parent, a.descendant, a.lvl + 1 FROM anc a JOIN rel r ON r.child = a.ancestor
)
SELECT ancestor, descendant, min(lvl) AS min_levels, max(lvl) AS max_levels, count(*) AS paths
FROM anc GROUP BY ancestor, descendant ORDER BY 1, 2

-- case: readmission_within_30_days
-- note: next admission after discharge, index stays flagged, planned ones ignored in the lead by filter first
WITH visits(person_id, visit_id, admit, discharge, kind) AS (
  VALUES (1, 10, DATE '2026-01-01', DATE '2026-01-05', 'inpatient'), (1, 11, DATE '2026-01-20', DATE '2026-01-22', 'inpatient'), (1, 12, DATE '2026-01-10', DATE '2026-01-10', 'planned'),
         (1, 13, DATE '2026-03-01', NULL, 'inpatient'), (2, 20, DATE '2026-01-01', DATE '2026-01-02', 'inpatient')
), n AS (
  SELECT *, lead(admit) OVER (PARTITION BY person_id ORDER BY admit) AS next_admit FROM visits WHERE kind <> 'planned'
)
SELECT date_format(discharge, '%Y-%m') AS ym, count(*) AS index_stays, count_if(next_admit - discharge <= INTERVAL '30' DAY) AS readmitted,
  sum(date_diff('day', admit, discharge)) AS bed_days
FROM n WHERE discharge IS NOT NULL
GROUP BY date_format(discharge, '%Y-%m') ORDER BY ym

-- case: lab_values_latest_abnormal
-- note: reference ranges by sex with nulls meaning any; latest value per test via max_by of a row
WITH labs(pid, sex, test, ts, val, unit) AS (
  VALUES (1, 'F', 'HGB', TIMESTAMP '2026-01-01 08:00:00', 11.2, 'g/dL'), (1, 'F', 'HGB', TIMESTAMP '2026-01-02 08:00:00', 118.0, 'g/L'), (2, 'M', 'HGB', TIMESTAMP '2026-01-01 09:00:00', 12.9, 'g/dL'), (2, 'M', 'K', TIMESTAMP '2026-01-01 09:00:00', 6.1, 'mmol/L')
), ref(test, sex, lo, hi) AS (VALUES ('HGB', 'F', 12.0, 15.5), ('HGB', 'M', 13.5, 17.5), ('K', NULL, 3.5, 5.1))
SELECT l.pid, l.test, l.last.v AS val, CASE WHEN l.last.v < r.lo THEN 'L' WHEN l.last.v > r.hi THEN 'H' ELSE '' END AS flag
FROM (
  SELECT pid, sex, test, max_by(CAST(ROW(CASE unit WHEN 'g/L' THEN val / 10 ELSE val END, unit) AS row(v decimal(6,2), u varchar)), ts) AS last
  FROM labs GROUP BY pid, sex, test
) l
JOIN ref r ON r.test = l.test AND coalesce(r.sex, l.sex) = l.sex
ORDER BY 1, 2

-- case: icd_prefix_charlson
-- note: comorbidity weights by longest prefix, each group once per person
WITH dx(pid, code) AS (VALUES (1, 'E11.9'), (1, 'E11.65'), (1, 'I21.4'), (2, 'C80.1'), (2, 'c34.90'), (3, 'Z00'), (4, NULL)),
grp(prefix, name, w) AS (VALUES ('E11', 'diabetes', 1), ('E11.6', 'diabetes complicated', 2), ('I21', 'mi', 1), ('C', 'cancer', 2), ('C80', 'metastatic', 6)),
hit AS (
  SELECT pid, code, name, w, row_number() OVER (PARTITION BY pid, code ORDER BY length(prefix) DESC) AS rn
  FROM dx JOIN grp ON starts_with(upper(dx.code), grp.prefix)
)
SELECT p.pid, coalesce(sum(h.w), 0) AS score, array_sort(array_agg(h.name) FILTER (WHERE h.name IS NOT NULL)) AS groups_
FROM (SELECT DISTINCT pid FROM dx) p
LEFT JOIN (SELECT DISTINCT pid, name, w FROM hit WHERE rn = 1) h ON h.pid = p.pid
GROUP BY p.pid ORDER BY p.pid

-- case: fhir_patient_resource
-- note: FHIR Patient JSON: official name, telecom by system, extension values, json_query and json_value
WITH r(resource) AS (VALUES
 '{"resourceType":"Patient","id":"p1","name":[{"use":"old","family":"Doe"},{"use":"official","family":"Roe","given":["Ann","B."]}],"telecom":[{"system":"phone","value":"555"},{"system":"email","value":"a@x.org"}],"birthDate":"1980-02-30"}',
 '{"resourceType":"Patient","id":"p2","name":[],"deceasedBoolean":true}')
SELECT json_value(resource, 'lax $.id') AS id,
  json_value(resource, 'lax $.name[*]?(@.use == "official").family' NULL ON EMPTY) AS family,
  json_query(resource, 'lax $.name[1].given') AS given,
  json_value(resource, 'lax $.telecom[*]?(@.system == "email").value' DEFAULT 'none' ON EMPTY) AS email,
  try_cast(json_value(resource, 'lax $.birthDate') AS date) AS dob,
  json_value(resource, 'lax $.deceasedBoolean' RETURNING boolean) AS dead,
  json_exists(resource, 'lax $.telecom[*]?(@.system == "phone")') AS has_phone
FROM r ORDER BY id

-- case: hl7_pipe_message
-- note: HL7 v2 segments split by carriage return, fields by pipes, components by carets
WITH msg(m) AS (VALUES 'MSH|^~\&|LAB|H1' || chr(13) || 'PID|1||777^^^H1||Doe^John^Q||19800115|M' || chr(13) || 'OBX|1|NM|718-7^HGB||13.2|g/dL|12-16|N' || chr(13) || 'OBX|2|NM|2823-3^K||6.0|mmol/L|3.5-5.1|H')
SELECT seg_no, split_part(seg, '|', 1) AS seg_type,
  split_part(split_part(seg, '|', 4), '^', 2) AS test,
  TRY_CAST(split_part(seg, '|', 6) AS decimal(6,2)) AS val,
  CAST(split(split_part(seg, '|', 8), '-') AS array(double)) AS ref_range,
  element_at(split(seg, '|'), -1) AS last_field
FROM msg CROSS JOIN UNNEST(split(m, chr(13))) WITH ORDINALITY AS s(seg, seg_no)
WHERE seg LIKE 'OBX|%'
ORDER BY seg_no DESC

-- case: age_sex_pyramid
-- note: five year groups as text with lpad, two sexes as signed columns
SELECT lpad(CAST(age / 5 * 5 AS varchar), 3, '0') || '-' || lpad(CAST(age / 5 * 5 + 4 AS varchar), 3, '0') AS grp,
  -count_if(sex = 'M') AS male, count_if(sex = 'F') AS female, repeat('x', 2) || array_join(repeat(CAST('#' AS varchar), CAST(count(*) AS integer)), '') AS bar
FROM (VALUES (3, 'M'), (4, 'F'), (67, 'F'), (69, 'F'), (101, 'M'), (5, NULL)) AS t(age, sex)
GROUP BY age / 5 ORDER BY age / 5

-- case: medication_possession_ratio
-- note: days covered as distinct days of exploded supply, gaps by EXCEPT of calendars
WITH rx(pid, filled, days_supply) AS (VALUES (1, DATE '2026-01-01', 5), (1, DATE '2026-01-04', 5), (1, DATE '2026-01-20', 3), (2, DATE '2026-01-30', 10)),
covered AS (SELECT DISTINCT pid, d FROM rx CROSS JOIN UNNEST(sequence(filled, date_add('day', days_supply - 1, filled))) AS u(d) WHERE d <= DATE '2026-01-31'),
period AS (SELECT pid, date_diff('day', min(filled), DATE '2026-01-31') + 1 AS n FROM rx GROUP BY pid)
SELECT pid, count(*) AS covered, n, round(count(*) * 1.0 / n, 3) AS pdc, count(*) * 1.0 / n >= 0.8 AS adherent
FROM covered JOIN period USING (pid) GROUP BY pid, n ORDER BY pid

-- case: kaplan_meier_estimate
-- note: survival curve: at risk by reversed running count, product by exp of sum of ln, zero guarded
WITH obs(t, died) AS (VALUES (2, 1), (3, 0), (3, 1), (5, 1), (8, 0), (8, 1), (9, 0)),
g AS (SELECT t, sum(died) AS d, count(*) AS n FROM obs GROUP BY t),
r AS (SELECT t, d, sum(n) OVER (ORDER BY t DESC) AS at_risk FROM g)
SELECT t, d, at_risk, round(exp(sum(ln(1 - d / CAST(at_risk AS double))) OVER (ORDER BY t)), 6) AS s
FROM r WHERE d > 0 ORDER BY t

-- case: weighted_gradebook
-- note: weighted averages with dropped lowest quiz, letters by CASE on rounding
WITH scores(student, cat, pts) AS (VALUES ('amy', 'quiz', 60), ('amy', 'quiz', 90), ('amy', 'exam', 88), ('ben', 'quiz', 100), ('ben', 'exam', NULL), ('cal', 'exam', 71)),
kept AS (
  SELECT *, row_number() OVER (PARTITION BY student, cat ORDER BY pts) AS lowest, count(*) OVER (PARTITION BY student, cat) AS n FROM scores
), per_cat AS (
  SELECT student, cat, avg(coalesce(pts, 0)) AS a FROM kept WHERE NOT (cat = 'quiz' AND lowest = 1 AND n > 1) GROUP BY student, cat
)
SELECT student, sum(a * w) / sum(w) AS grade, CASE WHEN sum(a * w) / sum(w) >= 89.5 THEN 'A' WHEN sum(a * w) / sum(w) >= 79.5 THEN 'B' WHEN sum(a * w) / sum(w) >= 69.5 THEN 'C' ELSE 'F' END AS letter,
  array_agg(cat ORDER BY w DESC, cat) AS cats
FROM per_cat JOIN (VALUES ('quiz', 0.4), ('exam', 0.6)) AS w(cat, w) USING (cat)
GROUP BY student ORDER BY grade DESC, student

-- case: students_who_took_all_courses
-- note: relational division by counting required courses in HAVING subqueries
WITH took(s, c) AS (VALUES ('a', 'm'), ('a', 'p'), ('b', 'm'), ('c', 'm'), ('c', 'p'), ('c', 'x')), req(c) AS (VALUES 'm', 'p')
SELECT s, count(*) AS taken FROM took
GROUP BY s HAVING count(DISTINCT CASE WHEN c IN (SELECT c FROM req) THEN c END) = (SELECT count(*) FROM req)
ORDER BY s

-- case: attendance_streaks
-- note: longest run of present days counting school days only, by position in the calendar
WITH cal AS (SELECT d, row_number() OVER (ORDER BY d) AS n FROM UNNEST(sequence(DATE '2026-01-08', DATE '2026-01-16')) AS t(d) WHERE day_of_week(d) NOT IN (6, 7)),
att(student, d, status) AS (VALUES ('x', DATE '2026-01-08', 'P'), ('x', DATE '2026-01-09', 'P'), ('x', DATE '2026-01-12', 'P'), ('x', DATE '2026-01-13', 'A'), ('x', DATE '2026-01-14', 'P'), ('y', DATE '2026-01-16', 'P'))
SELECT student, max(len) AS longest, max_by(started, len) AS started, count(*) AS runs
FROM (
  SELECT student, g, count(*) AS len, min(d) AS started
  FROM (SELECT student, d, n - row_number() OVER (PARTITION BY student ORDER BY n) AS g FROM att JOIN cal USING (d) WHERE status = 'P')
  GROUP BY student, g
)
GROUP BY student ORDER BY student

-- case: exam_item_discrimination
-- note: point-biserial: correlation of item with total, difficulty as mean
WITH answers(s, item, ok) AS (VALUES (1, 'i1', 1), (1, 'i2', 1), (1, 'i3', 0), (2, 'i1', 1), (2, 'i2', 0), (2, 'i3', 0), (3, 'i1', 0), (3, 'i2', 0), (3, 'i3', 1), (4, 'i1', 1), (4, 'i2', 1), (4, 'i3', 1))
SELECT item, avg(ok) AS difficulty, round(corr(ok, total), 6) AS disc, round(covar_pop(ok, total), 6) AS cov
FROM (SELECT *, sum(ok) OVER (PARTITION BY s) AS total FROM answers)
GROUP BY item ORDER BY item

-- case: timetable_clashes
-- note: clashes on times of day by self join, TIME literals and day codes exploded from text
WITH c(course, days, s, e) AS (VALUES ('MA1', 'MWF', TIME '09:00:00', TIME '10:30:00'), ('PH1', 'MT', TIME '10:00:00', TIME '11:00:00'), ('CH1', 'F', TIME '10:30:00', TIME '12:00:00')),
x AS (SELECT course, d, s, e FROM c CROSS JOIN UNNEST(regexp_extract_all(days, '.')) AS u(d))
SELECT a.course, b.course AS other, a.d AS day_, GREATEST(a.s, b.s) AS from_, LEAST(a.e, b.e) AS to_, LEAST(a.e, b.e) - GREATEST(a.s, b.s) AS overlap
FROM x a JOIN x b ON a.d = b.d AND a.course < b.course AND a.s < b.e AND b.s < a.e
ORDER BY 1, 2, 3

-- case: enrolment_window_in_where
-- fails: a window function in WHERE
SELECT student, course FROM (VALUES ('a', 'm', 1), ('a', 'p', 2)) AS t(student, course, term) WHERE row_number() OVER (PARTITION BY student ORDER BY term DESC) = 1

-- case: patient_scalar_subquery_rows
-- fails: a scalar subquery gives more than one row
WITH visits(pid, dx) AS (VALUES (1, 'E11'), (1, 'I10'), (2, 'J45'))
SELECT DISTINCT pid, (SELECT dx FROM visits WHERE pid = 1) AS main_dx FROM visits ORDER BY pid
