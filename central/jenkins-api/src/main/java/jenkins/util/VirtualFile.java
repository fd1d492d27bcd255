package jenkins.util;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {
    private static final long serialVersionUID = 1L;

    public abstract String getName();

    public abstract URI toURI();

    public abstract boolean isFile() throws IOException;

    public abstract VirtualFile[] list() throws IOException;

    public abstract VirtualFile child(String name);

    /** The paths of all files that {@code folder/**} names. */
    public Collection<String> list(String includes, String excludes, boolean useDefaultExcludes) throws IOException {
        String folder = includes.replace("/**", "");
        List<String> paths = new ArrayList<>();
        collect(child(folder), folder, paths);
        return paths;
    }

    private static void collect(VirtualFile file, String path, List<String> paths) throws IOException {
        if (file.isFile()) {
            paths.add(path);
        }
        for (VirtualFile inside : file.list()) {
            collect(inside, path + "/" + inside.getName(), paths);
        }
    }

    @Override
    public final int compareTo(VirtualFile other) {
        return getName().compareToIgnoreCase(other.getName());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof VirtualFile && toURI().equals(((VirtualFile) other).toURI());
    }

    @Override
    public final int hashCode() {
        return toURI().hashCode();
    }

    @Override
    public final String toString() {
        return toURI().toString();
    }

    public static VirtualFile forFile(File file) {
        return new Local(file);
    }

    private static final class Local extends VirtualFile {
        private static final long serialVersionUID = 1L;
        private final File file;

        private Local(File file) {
            this.file = file;
        }

        @Override
        public String getName() {
            return file.getName();
        }

        @Override
        public URI toURI() {
            return file.toURI();
        }

        @Override
        public boolean isFile() {
            return file.isFile();
        }

        @Override
        public VirtualFile[] list() {
            File[] files = file.listFiles();
            return files == null
                    ? new VirtualFile[0]
                    : Arrays.stream(files).map(Local::new).toArray(VirtualFile[]::new);
        }

        @Override
        public VirtualFile child(String name) {
            return new Local(new File(file, name));
        }
    }
}
