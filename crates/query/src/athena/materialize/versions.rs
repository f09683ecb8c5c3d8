//! Versions of a table as prefixes of a bucket: `data/hourly/<32 hexadecimal digits>/dt=2026-11-20/…`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use futures::{StreamExt, TryStreamExt, stream};
use lakebed_aws::{Failure, Listed, Objects, S3Place};

/// Objects by the path of their partition, `dt=2026-11-20`, empty for a table without; their names are those below the version.
pub(super) type Files = BTreeMap<String, Vec<Listed>>;

/// Copies and deletions on their way at once.
const AT_ONCE: usize = 16;

/// The versions of one table.
pub(super) struct Versions<'a> {
    objects: &'a Objects,
    /// `s3://lake/data/hourly/`
    data: S3Place,
}

impl<'a> Versions<'a> {
    pub fn new(objects: &'a Objects, lake: &S3Place, table: &str) -> Self {
        Self {
            objects,
            data: lake.join(&format!("data/{table}/")),
        }
    }

    pub fn place(&self, version: &str) -> S3Place {
        self.data.join(&format!("{version}/"))
    }

    /// The version that a location is; none for a place that is no version of this table in this lake.
    pub fn name_of(&self, location: &str) -> Option<String> {
        let name = location.strip_prefix(&self.data.to_string())?;
        let name = name.strip_suffix('/').unwrap_or(name);
        is_version(name).then(|| name.into())
    }

    /// The data objects of a version: right below the folders of its partitions, and not hidden, as Athena sees them.
    pub async fn files(&self, version: &str, depth: usize) -> Result<Files, Failure> {
        let mut files = Files::new();
        for object in self.objects.list(&self.place(version)).await? {
            let (path, name) = object.name.rsplit_once('/').unwrap_or(("", &object.name));
            let steps = path.split('/').filter(|step| !step.is_empty()).count();
            if steps == depth && !name.is_empty() && !name.starts_with(['.', '_']) {
                files.entry(path.into()).or_default().push(object);
            }
        }
        Ok(files)
    }

    /// Makes `to` hold the partitions that were made and copies of those that are kept of `from`, and none else.
    pub async fn carry(
        &self,
        from: &str,
        to: &str,
        made: &Files,
        kept: &Files,
    ) -> Result<(), Failure> {
        let (source, target) = (self.place(from), self.place(to));
        let wanted: BTreeSet<&str> = made
            .values()
            .chain(kept.values())
            .flatten()
            .map(|o| o.name.as_str())
            .collect();
        let there = self.objects.list(&target).await?;
        let strays = there.iter().filter(|o| !wanted.contains(o.name.as_str()));
        self.remove(strays.map(|o| target.join(&o.name)).collect())
            .await?;
        let copies: Vec<_> = kept
            .values()
            .flatten()
            .map(|o| (source.join(&o.name), target.join(&o.name)))
            .collect();
        stream::iter(copies)
            .map(|(from, to)| async move { self.objects.copy(&from, &to).await })
            .buffer_unordered(AT_ONCE)
            .try_collect::<()>()
            .await
    }

    /// Removes the versions that are none of `keep` and whose newest object is older than `grace`. What is not named as a version is
    /// is none of ours.
    pub async fn clear(&self, keep: &[&str], grace: Duration) -> Result<(), Failure> {
        let now = SystemTime::now();
        let mut found: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
        for object in self.objects.list(&self.data).await? {
            let Some((version, _)) = object.name.split_once('/') else {
                continue;
            };
            if is_version(version) && !keep.contains(&version) {
                found.entry(version.into()).or_default().push(object);
            }
        }
        for objects in found.into_values() {
            let over = |object: &Listed| {
                let age = object
                    .modified
                    .and_then(|time| now.duration_since(time).ok());
                age.is_some_and(|age| age >= grace)
            };
            if objects.iter().all(over) {
                self.remove(objects.iter().map(|o| self.data.join(&o.name)).collect())
                    .await?;
            }
        }
        Ok(())
    }

    /// Removes everything below a place.
    pub async fn remove_all(&self, place: &S3Place) -> Result<(), Failure> {
        let objects = self.objects.list(place).await?;
        self.remove(objects.iter().map(|o| place.join(&o.name)).collect())
            .await
    }

    async fn remove(&self, places: Vec<S3Place>) -> Result<(), Failure> {
        stream::iter(places)
            .map(|place| async move { self.objects.delete(&place).await })
            .buffer_unordered(AT_ONCE)
            .try_collect::<()>()
            .await
    }
}

fn is_version(name: &str) -> bool {
    name.len() == 32
        && name
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The values of each partition column.
pub(super) fn values(files: &Files, columns: &[String]) -> Vec<(String, BTreeSet<String>)> {
    let value = |path: &str, at: usize| {
        let (_, value) = path.split('/').nth(at)?.split_once('=')?;
        Some(value.to_string())
    };
    let of = |at: usize| files.keys().filter_map(|path| value(path, at)).collect();
    columns
        .iter()
        .enumerate()
        .map(|(at, name)| (name.clone(), of(at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_other_folders() {
        let name = "0123456789abcdef0123456789abcdef";
        assert!(is_version(name));
        for other in [
            "",
            "dt=2026-11-20",
            "0123456789abcdef0123456789abcdeF",
            &name[1..],
        ] {
            assert!(!is_version(other), "{other}");
        }
    }

    #[test]
    fn values_are_read_from_paths() {
        let files: Files = ["dt=2026-11-20/region=eu", "dt=2026-11-21/region=eu"]
            .map(|p| (p.into(), Vec::new()))
            .into();
        let found = values(&files, &["dt".into(), "region".into()]);
        let set = |values: &[&str]| {
            values
                .iter()
                .map(ToString::to_string)
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(
            found,
            [
                ("dt".into(), set(&["2026-11-20", "2026-11-21"])),
                ("region".into(), set(&["eu"]))
            ]
        );
    }
}
