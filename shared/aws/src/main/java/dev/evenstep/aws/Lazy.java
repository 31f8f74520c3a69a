package dev.evenstep.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something made when it is first needed, once: what a function rarely needs must not slow its start. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T present = made;
        if (present != null) {
            return present;
        }
        synchronized (this) {
            T again = made;
            if (again == null) {
                again = maker.get();
                made = again;
            }
            return again;
        }
    }
}
