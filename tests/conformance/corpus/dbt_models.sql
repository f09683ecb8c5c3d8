-- Compiled models as dbt packages render them on Trino or Athena (dbt_utils, dbt-trino snapshots, koku's OpenShift models, open learning warehouse, job-market lakes, snowplow), rewritten.

-- case: surrogate_key
-- note: after dbt_utils.generate_surrogate_key as compiled on Trino
with src (id, email, created_at) as (values (1, 'a@x.example', timestamp '2026-01-01 10:00:00.000'), (2, null, timestamp '2026-01-01 10:00:00.000'), (null, '', null))
select lower(to_hex(md5(to_utf8(cast(coalesce(cast(id as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(email as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(created_at as varchar), '_dbt_utils_surrogate_key_null_') as varchar))))) as sk, id
from src order by id nulls last

-- case: snapshot_scd2
-- note: after trino__build_snapshot_table: nullif(x, x) for the open end, then closed by lead
select id, status, dbt_valid_from, coalesce(lead(dbt_valid_from) over (partition by id order by dbt_valid_from), dbt_valid_to) as dbt_valid_to, dbt_scd_id = to_hex(md5(to_utf8('1|2026-01-01 00:00:00.000'))) as first_known
from (
    select *, to_hex(md5(to_utf8(cast(id as varchar) || '|' || cast(updated_at as varchar)))) as dbt_scd_id, updated_at as dbt_updated_at, updated_at as dbt_valid_from, nullif(updated_at, updated_at) as dbt_valid_to
    from ( select * from (values (1, 'new', timestamp '2026-01-01 00:00:00.000'), (1, 'paid', timestamp '2026-01-03 00:00:00.000'), (2, 'new', timestamp '2026-01-02 00:00:00.000')) t(id, status, updated_at) ) sbq
) order by id, dbt_valid_from

-- case: labels_and_tags_merged
-- note: after koku's OCP-on-Azure model: map_concat of two JSON maps cast back to JSON
SELECT namespace,
    CASE WHEN pod_labels IS NOT NULL
        THEN json_format(cast(map_concat(cast(json_parse(pod_labels) as map(varchar, varchar)), cast(json_parse(tags) as map(varchar, varchar))) as JSON))
        ELSE json_format(cast(map_concat(cast(json_parse(volume_labels) as map(varchar, varchar)), cast(json_parse(tags) as map(varchar, varchar))) as JSON))
    END as labels
FROM (VALUES ('a', '{"app":"web","env":"x"}', '{}', '{"env":"prod"}'), ('b', NULL, '{"vol":"1"}', '{"owner":"z"}')) AS ocp(namespace, pod_labels, volume_labels, tags)
ORDER BY namespace

-- case: ids_by_json_query
-- note: after an open learning staging model: json_query with array wrapper inside json_parse and a cast
with most_recent_source (page_ptr_id, product_name, signatories) as (values (1, 'Cert', '[{"value":3,"type":"s"},{"value":5}]'), (2, 'None', '[]'))
, cleaned as (
    select page_ptr_id as wagtail_page_id
        , cast(json_parse(json_query(signatories, 'lax $[*].value' with array wrapper)) as array(integer)) as ids
    from most_recent_source
)
select wagtail_page_id, ids, cardinality(ids) as n from cleaned order by 1

-- case: skills_long
-- note: after a job market silver view: TRY_CAST of json_parse to an array, COALESCE with an empty one
SELECT b.job_id, trim(t.skill_token) AS skill_token
FROM (VALUES (1, '["sql", " trino ", "", null]'), (2, '{"not":"array"}'), (3, NULL), (4, '["sql"]')) AS b(job_id, skills_json)
CROSS JOIN UNNEST(COALESCE(TRY_CAST(json_parse(b.skills_json) AS array(varchar)), CAST(ARRAY[] AS array(varchar)))) AS t (skill_token)
WHERE trim(COALESCE(t.skill_token, '')) <> ''
ORDER BY 1, 2

-- case: stations_from_features
-- note: after a weather ingestion model: last payload per day, GeoJSON features as array(json)
with raw (ingested_at, dt, payload) as (values
  (timestamp '2026-01-02 10:00:00', '2026-01-01', '[{"properties":{"idEstacao":"12","localEstacao":"Faro"},"geometry":{"coordinates":[-7.97,37.01]}}]'),
  (timestamp '2026-01-02 11:00:00', '2026-01-01', '[{"properties":{"idEstacao":"12","localEstacao":"Faro / Aeroporto"},"geometry":{"coordinates":[-7.97,37.01]}},{"properties":{"idEstacao":7},"geometry":{}}]')),
dedup_dt as (select * from (select *, row_number() over (partition by dt order by ingested_at desc) as rn from raw) where rn = 1),
expanded as (select d.dt, f from dedup_dt d cross join unnest(cast(json_parse(d.payload) as array(json))) as t(f))
select cast(json_extract_scalar(f, '$.properties.idEstacao') as integer) as station_id, json_extract_scalar(f, '$.properties.localEstacao') as station_name,
  cast(json_extract(f, '$.geometry.coordinates[0]') as double) as longitude, date(dt) as day
from expanded order by station_id

-- case: dbt_pivot
-- note: after dbt_utils.pivot as compiled
select size, sum(case when color = 'red' then 1 else 0 end) as "red", sum(case when color = 'blue' then 1 else 0 end) as "blue", sum(case when color = 'light grey' then 1 else 0 end) as "light grey"
from (values ('S', 'red'), ('S', 'blue'), ('S', 'red'), ('M', 'light grey'), ('M', null)) as inventory(size, color)
group by size order by size desc

-- case: dbt_unpivot_mixed
-- note: after dbt_utils.unpivot: each column cast to varchar, UNION ALL
with t (id, a, b, c) as (values (1, 1.50, date '2026-01-01', true), (2, null, null, false))
select id, cast('a' as varchar) as field_name, cast(a as varchar) as value from t
union all
select id, cast('b' as varchar), cast(b as varchar) from t
union all
select id, cast('c' as varchar), cast(c as varchar) from t
order by id, field_name

-- case: date_spine_of_rows
-- note: after dbt_utils.date_spine with generated numbers by powers of two
with p as (select 0 as generated_number union all select 1),
unioned as (select p0.generated_number * power(2, 0) + p1.generated_number * power(2, 1) + p2.generated_number * power(2, 2) + 1 as generated_number from p as p0 cross join p as p1 cross join p as p2),
all_periods as (select date_add('month', cast(row_number() over (order by generated_number) as bigint) - 1, cast('2026-11-30' as date)) as date_month from unioned where generated_number <= 6)
select * from all_periods where date_month <= cast('2027-03-31' as date) order by 1

-- case: deduplicate_macro
-- note: after dbt_utils.deduplicate's row_number form with an inner join on the row itself
with row_numbered as (select _inner.*, row_number() over (partition by user_id order by version desc, loaded_at) as rn from (values (1, 'a', 1, date '2026-01-01'), (1, 'b', 2, date '2026-01-02'), (1, 'c', 2, date '2026-01-01'), (null, 'd', 1, null), (null, 'e', 1, date '2026-01-01')) as _inner(user_id, v, version, loaded_at))
select distinct data.user_id, data.v, data.version from row_numbered as data where data.rn = 1 order by data.user_id nulls first

-- case: star_except_by_hand
-- note: after dbt_utils.star and union_relations: missing columns as cast(null as ...)
select cast('raw.eu' as varchar) as _dbt_source_relation, cast("id" as bigint) as "id", cast("name" as varchar) as "name", cast(null as decimal(10,2)) as "amount" from (values (1, 'x')) as eu("id", "name")
union all
select cast('raw.us' as varchar), cast("id" as bigint), cast(null as varchar), cast("amount" as decimal(10,2)) from (values (2, 9.999), (3, null)) as us("id", "amount")
order by "id"

-- case: get_url_parameter_and_host
-- note: after dbt_utils.get_url_parameter and get_url_host as compiled
select nullif(split_part(split_part(url, 'utm_source=', 2), '&', 1), '') as utm_source,
  split_part(split_part(replace(replace(replace(url, 'android-app://', ''), 'http://', ''), 'https://', ''), '/', 1), '?', 1) as host, url_extract_parameter(url, 'utm_source') as by_function
from (values 'https://shop.example/?a=1&utm_source=news%20letter&b=2', 'http://shop.example?utm_source=', 'android-app://com.example/x') as t(url) order by url

-- case: haversine
-- note: after dbt_utils.haversine_distance
select a, b, round(2 * 3961 * asin(sqrt(pow((sin(radians((lat2 - lat1) / 2))), 2) + cos(radians(lat1)) * cos(radians(lat2)) * pow((sin(radians((lon2 - lon1) / 2))), 2))), 4) as miles
from (values ('ber', 'par', 52.52e0, 13.405e0, 48.8566e0, 2.3522e0), ('x', 'x', 0e0, 0e0, 0e0, 0e0)) as t(a, b, lat1, lon1, lat2, lon2) order by a

-- case: equality_test
-- note: after dbt_utils.equality: both EXCEPTs under a UNION ALL
with a(id, v) as (values (1, 'x'), (2, 'y'), (2, 'y'), (null, 'z')), b(id, v) as (values (1, 'x'), (2, 'Y'), (null, 'z')),
a_minus_b as (select id, v from a except select id, v from b), b_minus_a as (select id, v from b except select id, v from a)
select 'a_minus_b' as which_diff, a_minus_b.* from a_minus_b union all select 'b_minus_a' as which_diff, b_minus_a.* from b_minus_a order by 1

-- case: mutually_exclusive_ranges
-- note: after dbt_utils.mutually_exclusive_ranges
with window_functions as (
  select acct as partition_by_col, valid_from as lower_bound, valid_to as upper_bound, lead(valid_from) over (partition by acct order by valid_from, valid_to) as next_lower_bound, row_number() over (partition by acct order by valid_from desc, valid_to desc) = 1 as is_last_record
  from (values ('a', date '2026-01-01', date '2026-02-01'), ('a', date '2026-01-20', null), ('b', date '2026-01-01', date '2025-12-01')) as t(acct, valid_from, valid_to)),
calc as (select *, coalesce(lower_bound <= upper_bound, is_last_record, false) as lower_ok, coalesce(upper_bound = next_lower_bound, is_last_record, false) as ends_ok from window_functions)
select * from calc where not (lower_ok and ends_ok) order by partition_by_col, lower_bound

-- case: snowplow_session_limits
-- note: after snowplow-utils session lifecycle: greatest/least of bounds and a max duration
select session_identifier, max(user_identifier) as user_identifier, min(start_tstamp) as start_tstamp, case when date_diff('day', min(start_tstamp), max(end_tstamp)) >= 3 then date_add('day', 3, min(start_tstamp)) else max(end_tstamp) end as end_tstamp
from (values ('s1', 'u', timestamp '2026-01-01 00:00:00.000001', timestamp '2026-01-01 01:00:00'), ('s1', null, timestamp '2026-01-02 00:00:00', timestamp '2026-01-09 00:00:00'), ('s2', null, timestamp '2026-01-05 00:00:00', timestamp '2026-01-05 00:00:00')) as m(session_identifier, user_identifier, start_tstamp, end_tstamp)
group by 1 having max(end_tstamp) > timestamp '2026-01-03 00:00:00' order by 1
