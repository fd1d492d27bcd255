package io.jenkins.plugins.msstore.operation.packages;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.msstore.download.LocalFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/**
 * A call on a folder of the workspace, made on the machine that has it. Each call looks anew whether the folder is in the
 * workspace: a build may replace it by a symbolic link at any moment.
 */
abstract class FolderCall<T> extends MasterToSlaveFileCallable<T> {

    private static final long serialVersionUID = 1L;

    private final String path;

    /** The file that the call is about; null for none. */
    final String name;

    /**
     * @param path the folder relative to the workspace, with slashes; empty for the workspace itself
     */
    FolderCall(String path, String name) {
        this.path = path;
        this.name = name;
    }

    abstract T in(LocalFolder folder) throws IOException, InterruptedException;

    @Override
    public final T invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        return in(new LocalFolder(folderIn(workspace.toPath().toRealPath())));
    }

    private Path folderIn(Path workspace) throws IOException {
        Path folder = workspace.resolve(path);
        Path existing = folder;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null || !existing.toRealPath().startsWith(workspace)) {
            throw new IOException("the directory leads out of the workspace");
        }
        return folder;
    }

    static final class Prepare extends FolderCall<Void> {

        private static final long serialVersionUID = 1L;

        Prepare(String path) {
            super(path, null);
        }

        @Override
        Void in(LocalFolder folder) throws IOException {
            folder.prepare();
            return null;
        }
    }

    static final class PartSize extends FolderCall<Long> {

        private static final long serialVersionUID = 1L;

        PartSize(String path, String name) {
            super(path, name);
        }

        @Override
        Long in(LocalFolder folder) throws IOException {
            return folder.partSize(name);
        }
    }

    /** Creates a part, or cuts it to a size. */
    static final class OpenPart extends FolderCall<Void> {

        private static final long serialVersionUID = 1L;

        private final long size;

        OpenPart(String path, String name, long size) {
            super(path, name);
            this.size = size;
        }

        @Override
        Void in(LocalFolder folder) throws IOException {
            folder.openPart(name, size).close();
            return null;
        }
    }

    static final class Append extends FolderCall<Void> {

        private static final long serialVersionUID = 1L;

        private final long position;
        private final byte[] content;

        Append(String path, String name, long position, byte[] content) {
            super(path, name);
            this.position = position;
            this.content = content;
        }

        @Override
        Void in(LocalFolder folder) throws IOException {
            folder.append(name, position, content);
            return null;
        }
    }

    static final class DigestOfPart extends FolderCall<String> {

        private static final long serialVersionUID = 1L;

        DigestOfPart(String path, String name) {
            super(path, name);
        }

        @Override
        String in(LocalFolder folder) throws IOException, InterruptedException {
            return folder.digestOfPart(name);
        }
    }

    static final class Digest extends FolderCall<String> {

        private static final long serialVersionUID = 1L;

        Digest(String path, String name) {
            super(path, name);
        }

        @Override
        String in(LocalFolder folder) throws IOException, InterruptedException {
            return folder.digest(name);
        }
    }

    static final class Complete extends FolderCall<Void> {

        private static final long serialVersionUID = 1L;

        Complete(String path, String name) {
            super(path, name);
        }

        @Override
        Void in(LocalFolder folder) throws IOException {
            folder.complete(name);
            return null;
        }
    }

    static final class Size extends FolderCall<Long> {

        private static final long serialVersionUID = 1L;

        Size(String path, String name) {
            super(path, name);
        }

        @Override
        Long in(LocalFolder folder) throws IOException {
            return folder.size(name);
        }
    }
}
