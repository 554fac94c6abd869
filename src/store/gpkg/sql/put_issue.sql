insert into issues (geom, severity, code, file, layer, feature, cell, id, field, found, hint)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
