package hudson;

import hudson.model.Computer;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/**
 * A file of this machine, because there are no agents here. If it has a channel, each call first makes a call through the
 * channel, which a test may delay.
 */
public final class FilePath implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;
    private final transient VirtualChannel channel;
    private final String remote;

    public FilePath(File local) {
        channel = null;
        remote = local.getPath();
    }

    public FilePath(VirtualChannel channel, String remote) {
        this.channel = channel;
        this.remote = remote;
    }

    public FilePath(FilePath base, String relative) {
        channel = base.channel;
        File given = new File(relative);
        remote = (given.isAbsolute() ? given : new File(base.remote, relative))
                .toPath()
                .normalize()
                .toString();
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        if (channel == null) {
            return callable.invoke(new File(remote), null);
        }
        try {
            return channel.call(new Invocation<>(callable, remote));
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public FilePath child(String relative) {
        return new FilePath(this, relative);
    }

    public FilePath getParent() {
        File parent = new File(remote).getParentFile();
        return parent == null ? null : new FilePath(channel, parent.getPath());
    }

    public String getRemote() {
        return remote;
    }

    public Computer toComputer() {
        return null;
    }

    public boolean exists() throws IOException, InterruptedException {
        waitForAgent();
        return Files.exists(path());
    }

    public void mkdirs() throws IOException, InterruptedException {
        waitForAgent();
        Files.createDirectories(path());
    }

    public InputStream read() throws IOException, InterruptedException {
        InputStream local = Files.newInputStream(path());
        return channel == null ? local : new RemoteInput(local);
    }

    public OutputStream write() throws IOException, InterruptedException {
        waitForAgent();
        createParent();
        return Files.newOutputStream(path());
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        createParent();
        Files.writeString(path(), content, encoding == null ? Charset.defaultCharset() : Charset.forName(encoding));
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        try (OutputStream out = target.write()) {
            copyTo(out);
        }
    }

    public void copyTo(OutputStream target) throws IOException, InterruptedException {
        waitForAgent();
        Files.copy(path(), target);
    }

    public boolean delete() throws IOException, InterruptedException {
        waitForAgent();
        return Files.deleteIfExists(path());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        if (!exists()) {
            return;
        }
        try (Stream<Path> files = Files.walk(path())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Whether the relative path stays inside this folder, symbolic links followed as far as the path exists; false where
     * this folder does not exist.
     */
    public boolean isDescendant(String relative) throws IOException, InterruptedException {
        waitForAgent();
        if (new File(relative).isAbsolute()) {
            throw new IllegalArgumentException("Only a relative path is supported, the given path is absolute");
        }
        if (!Files.exists(path())) {
            return false;
        }
        Path base = path().toRealPath();
        Path wanted = base.resolve(relative).normalize();
        Path existing = wanted;
        while (existing.startsWith(base) && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return wanted.startsWith(base) && existing.toRealPath().startsWith(base);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePath && remote.equals(((FilePath) other).remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return remote;
    }

    private Path path() {
        return Path.of(remote);
    }

    private void waitForAgent() throws IOException, InterruptedException {
        if (channel != null) {
            channel.call(new Nothing());
        }
    }

    private void createParent() throws IOException, InterruptedException {
        FilePath parent = getParent();
        if (parent != null) {
            parent.mkdirs();
        }
    }

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File file, VirtualChannel channel) throws IOException, InterruptedException;
    }

    /** What an agent is asked to do, and may answer in another way. */
    private static final class Invocation<T> implements Callable<T, Exception> {
        private static final long serialVersionUID = 1L;

        private final transient FileCallable<T> callable;
        private final String remote;

        Invocation(FileCallable<T> callable, String remote) {
            this.callable = callable;
            this.remote = remote;
        }

        @Override
        public T call() throws Exception {
            return callable.invoke(new File(remote), null);
        }
    }

    private static final class Nothing implements Callable<Void, IOException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void call() {
            return null;
        }
    }

    private final class RemoteInput extends FilterInputStream {
        RemoteInput(InputStream local) {
            super(local);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                waitForAgent();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return super.read(target, offset, length);
        }
    }
}
