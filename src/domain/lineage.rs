//! What can become of a unit from one vintage to the next.

use super::vocabulary::vocabulary;

vocabulary! {
    /// How a unit came about, or what became of it.
    UnitChange as "change of a unit" {
        Unchanged = "unchanged", "giữ nguyên", "unchanged";
        Renamed = "renamed", "đổi tên, mã hoặc loại", "renamed";
        Merged = "merged", "sáp nhập", "merged";
        Split = "split", "chia tách", "split";
        BoundaryChange = "boundary_change", "điều chỉnh địa giới", "boundary change";
        Dissolved = "dissolved", "kết thúc hoạt động, đất thuộc các đơn vị cấp khác", "dissolved into units of another level";
    }
}
