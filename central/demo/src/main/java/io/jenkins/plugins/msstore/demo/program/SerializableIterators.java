package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;

/**
 * A Groovy category that gives loops of scripts serializable iterators and map views instead of the JDK's, because a step that
 * is called in a loop saves the loop's position too.
 */
public final class SerializableIterators {
    private SerializableIterators() {}

    /**
     * Replaces {@link List#iterator}; elements added while looping are seen.
     *
     * @param list the list to loop over
     * @return an iterator that can be saved
     */
    public static <E> Iterator<E> iterator(List<E> list) {
        return new PositionIterator<>(list);
    }

    /**
     * Replaces {@link Set#iterator}; elements added while looping are not seen.
     *
     * @param set the set to loop over
     * @return an iterator that can be saved
     */
    public static <E> Iterator<E> iterator(Set<E> set) {
        return new PositionIterator<>(new ArrayList<>(set));
    }

    /**
     * Makes {@code for (entry in map)} possible, over the present entries.
     *
     * @param map the map to loop over
     * @return an iterator that can be saved
     */
    public static <K, V> Iterator<Map.Entry<K, V>> iterator(Map<K, V> map) {
        return new PositionIterator<>(new ArrayList<>(entrySet(map)));
    }

    /**
     * Makes {@code for (element in array)} possible.
     *
     * @param array the array to loop over
     * @return an iterator that can be saved
     */
    public static <E> Iterator<E> iterator(E[] array) {
        return new PositionIterator<>(new ArrayList<>(Arrays.asList(array)));
    }

    /**
     * Replaces {@link Map#entrySet}.
     *
     * @param map the map
     * @return a read-only copy of its entries
     */
    public static <K, V> Set<Map.Entry<K, V>> entrySet(Map<K, V> map) {
        Set<Map.Entry<K, V>> entries = new LinkedHashSet<>();
        map.entrySet().forEach(entry -> entries.add(new SimpleImmutableEntry<>(entry)));
        return entries;
    }

    /**
     * Replaces {@link Map#keySet}.
     *
     * @param map the map
     * @return a copy of its keys
     */
    public static <K> Set<K> keySet(Map<K, ?> map) {
        return new LinkedHashSet<>(map.keySet());
    }

    /**
     * Replaces {@link Map#values}.
     *
     * @param map the map
     * @return a copy of its values
     */
    public static <V> Collection<V> values(Map<?, V> map) {
        return new ArrayList<>(map.values());
    }

    /** As {@link #entrySet(Map)}: Groovy prefers the class's own method unless the category names the nearer type. */
    public static <K, V> Set<Map.Entry<K, V>> entrySet(SortedMap<K, V> map) {
        return entrySet((Map<K, V>) map);
    }

    /** As {@link #keySet(Map)}, for the nearer type. */
    public static <K> Set<K> keySet(SortedMap<K, ?> map) {
        return keySet((Map<K, ?>) map);
    }

    /** As {@link #values(Map)}, for the nearer type. */
    public static <V> Collection<V> values(SortedMap<?, V> map) {
        return values((Map<?, V>) map);
    }

    private static final class PositionIterator<E> implements Iterator<E>, Serializable {
        private static final long serialVersionUID = 1L;

        private final List<E> list;
        private int next;

        PositionIterator(List<E> list) {
            this.list = list;
        }

        @Override
        public boolean hasNext() {
            return next < list.size();
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return list.get(next++);
        }

        @Override
        public void remove() {
            list.remove(--next);
        }
    }
}
