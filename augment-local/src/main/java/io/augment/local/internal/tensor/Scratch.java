package io.augment.local.internal.tensor;

/** Is memory that a thread uses again and again. */
public final class Scratch {
    private byte[] bytes = new byte[0];
    private float[] floats = new float[0];
    private float[] sums = new float[0];
    private float[] more = new float[0];

    byte[] bytes(int length) {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        return bytes;
    }

    /** Returns floats, at least so many; their values are left over from earlier. */
    public float[] floats(int length) {
        if (floats.length < length) {
            floats = new float[length];
        }
        return floats;
    }

    /** Returns other floats, exactly so many; their values are left over from earlier. */
    public float[] more(int length) {
        if (more.length != length) {
            more = new float[length];
        }
        return more;
    }

    float[] sums(int length) {
        if (sums.length < length) {
            sums = new float[length];
        }
        return sums;
    }
}
