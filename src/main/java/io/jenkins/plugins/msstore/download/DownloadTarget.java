package io.jenkins.plugins.msstore.download;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The folder that files are downloaded to. Each is written as a part, its name with {@link #PART}, and gets its name when it
 * is whole. The folder may be on another machine: all methods may block, and end when their thread is interrupted. Names
 * are those of {@link PackageFiles}: without separators.
 */
public interface DownloadTarget {

    /** The end of the name of a part. */
    String PART = ".part";

    /** Creates the folder, where it does not exist. */
    void prepare() throws IOException, InterruptedException;

    /** The size of a part in bytes; 0 where there is none. */
    long partSize(String name) throws IOException, InterruptedException;

    /**
     * Opens a part for writing; creates it where it does not exist, but never its folder.
     *
     * @param size the bytes that are kept; what lies behind them is cut off. A part that has fewer is an error
     */
    OutputStream openPart(String name, long size) throws IOException, InterruptedException;

    /** The SHA-256 of a part in lower-case hexadecimal digits. */
    String digestOfPart(String name) throws IOException, InterruptedException;

    /** The SHA-256 of a whole file in lower-case hexadecimal digits. */
    String digest(String name) throws IOException, InterruptedException;

    /** Gives a part the name of the file, in place of a file that has it, in one step where the system can. */
    void complete(String name) throws IOException, InterruptedException;

    /** The size of a whole file in bytes; -1 where there is none. */
    long size(String name) throws IOException, InterruptedException;
}
