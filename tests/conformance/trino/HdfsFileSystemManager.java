package io.trino.filesystem.hdfs;

import io.opentelemetry.api.OpenTelemetry;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.local.LocalFileSystemFactory;
import io.trino.spi.NodeManager;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Gives the Hive connector Trino's own local file system, for local:///absolute/path locations.
 *
 * <p>The connector loads its default file system through a class of this name. The one that Trino releases is Hadoop's; the
 * conformance lake is plain local files, so none of Hadoop is needed, and every reader and writer is still Trino's own.
 */
public final class HdfsFileSystemManager {
    public HdfsFileSystemManager(
            Map<String, String> config,
            boolean azureEnabled,
            boolean gcsEnabled,
            boolean s3Enabled,
            String catalogName,
            NodeManager nodeManager,
            OpenTelemetry openTelemetry) {}

    /** The configuration properties that this file system takes: none. */
    public Set<String> configure() {
        return Set.of();
    }

    public TrinoFileSystemFactory create() {
        return new LocalFileSystemFactory(Path.of("/"));
    }

    public void stop() {}
}
