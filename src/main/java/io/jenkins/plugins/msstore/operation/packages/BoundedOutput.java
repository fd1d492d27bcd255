package io.jenkins.plugins.msstore.operation.packages;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes no more bytes than a file is known to have: a process of the build may have replaced the file by an endless one, and
 * an agent may send what it likes.
 */
final class BoundedOutput extends FilterOutputStream {

    private long left;
    private volatile boolean isExceeded;

    /**
     * @param size the number of bytes; the first that goes beyond them is an error
     */
    BoundedOutput(OutputStream out, long size) {
        super(out);
        this.left = size;
    }

    /** Whether there were more bytes. */
    boolean isExceeded() {
        return isExceeded;
    }

    @Override
    public void write(int oneByte) throws IOException {
        take(1);
        out.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        take(length);
        out.write(bytes, offset, length);
    }

    private void take(int length) throws IOException {
        if (length > left) {
            isExceeded = true;
            throw new IOException("the file has more bytes than it had");
        }
        left -= length;
    }
}
