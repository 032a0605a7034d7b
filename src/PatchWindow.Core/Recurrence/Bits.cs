#if NET
using System.Numerics;
using System.Runtime.Intrinsics.X86;
#endif

namespace PatchWindow.Core.Recurrence;

/// <summary>Single bits of a word, with the processor's instructions where the platform offers them.</summary>
internal static class Bits
{
#if NET
    public static int First(ulong word) => BitOperations.TrailingZeroCount(word);

    public static int Count(ulong word) => BitOperations.PopCount(word);

    /// <summary>The place of the bit that is set and has so many set before it.</summary>
    public static int Select(ulong word, int index)
    {
        if (Bmi2.X64.IsSupported) return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << index, word));
        for (; index > 0; index--) word &= word - 1;
        return First(word);
    }
#else
    public static int First(ulong word) => Count(~word & (word - 1));

    public static int Count(ulong word)
    {
        word -= (word >> 1) & 0x5555_5555_5555_5555;
        word = (word & 0x3333_3333_3333_3333) + ((word >> 2) & 0x3333_3333_3333_3333);
        return (int)((((word + (word >> 4)) & 0x0F0F_0F0F_0F0F_0F0F) * 0x0101_0101_0101_0101) >> 56);
    }

    /// <summary>The place of the bit that is set and has so many set before it.</summary>
    public static int Select(ulong word, int index)
    {
        for (; index > 0; index--) word &= word - 1;
        return First(word);
    }
#endif
}
