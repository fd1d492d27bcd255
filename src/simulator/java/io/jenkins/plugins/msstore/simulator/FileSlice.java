package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/**
 * A part of a file as the body of an answer, generated while it is sent.
 *
 * @param file the file
 * @param from the position of the first byte
 */
record FileSlice(FileContent file, long from) implements MockResponseBody {

    private static final int BLOCK = 8192;

    @Override
    public long getContentLength() {
        return file.size() - from;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long position = from; position < file.size(); position += BLOCK) {
            int length = (int) Math.min(BLOCK, file.size() - position);
            for (int i = 0; i < length; i++) {
                block[i] = file.at(position + i);
            }
            sink.write(block, 0, length);
        }
        // MockWebServer flushes only bodies of its own
        sink.flush();
    }
}
