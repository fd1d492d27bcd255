package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A folder of this machine. */
public final class LocalFolder implements DownloadTarget {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    public LocalFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
    }

    private Path part(String name) {
        return folder.resolve(name + PART);
    }

    /**
     * A part that is to be written; there is none yet, or a regular file: opening a named pipe may block for ever and cannot
     * be interrupted.
     */
    private Path writablePart(String name) throws IOException {
        Path part = part(name);
        if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("the part is not a file");
        }
        return part;
    }

    @Override
    public long partSize(String name) throws IOException {
        Path part = part(name);
        return Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
    }

    @Override
    public OutputStream openPart(String name, long size) throws IOException {
        FileChannel channel = FileChannel.open(
                writablePart(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.size() < size) {
                throw new IOException("the part has fewer than " + size + " bytes");
            }
            channel.truncate(size).position(size);
            return Channels.newOutputStream(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Writes behind the end of a part.
     *
     * @param position the bytes that the part has; any other number is an error, because something else writes to it
     */
    public void append(String name, long position, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(writablePart(name), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() != position) {
                throw new IOException("the part has " + channel.size() + " bytes instead of " + position);
            }
            channel.position(position);
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        }
    }

    @Override
    public String digestOfPart(String name) throws IOException, InterruptedException {
        return digest(part(name));
    }

    @Override
    public String digest(String name) throws IOException, InterruptedException {
        return digest(folder.resolve(name));
    }

    private static String digest(Path file) throws IOException, InterruptedException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int length; (length = in.read(buffer)) >= 0; ) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void complete(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            Files.move(part(name), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part(name), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public long size(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : -1;
    }
}
